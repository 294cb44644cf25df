namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// An actor whose constructor is a table of handlers by message type, tried in the order of registration. Handlers are
/// registered in
/// the constructor or inside <see cref="Become(Action)"/> only.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    private HandlerTable _registering = new();
    private readonly HandlerTable _initial;

    protected ReceiveActor() => _initial = _registering;

    /// <summary>Called by the runtime when the constructor is through: from here on nothing may be registered.</summary>
    internal void FinishRegistration() => _registering = null;

    protected sealed override void OnReceive(object message) => Handle(_initial, message);

    /// <summary>Replaces the behaviour by the handlers that <paramref name="configure"/> registers.</summary>
    protected void Become(Action configure)
    {
        var table = Register(configure);
        Become(message => Handle(table, message));
    }

    /// <summary>Puts a behaviour on top of the present one; <c>UnbecomeStacked</c> takes it off again.</summary>
    protected void BecomeStacked(Action configure)
    {
        var table = Register(configure);
        BecomeStacked(message => Handle(table, message));
    }

    protected void Receive<T>(Action<T> handler, Predicate<T> shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Table.Add(
            message =>
            {
                if (message is not T typed || (shouldHandle is not null && !shouldHandle(typed)))
                {
                    return false;
                }

                handler(typed);
                return true;
            },
            takesAll: shouldHandle is null && typeof(T) == typeof(object));
    }

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <param name="handler">Returns false to let a later handler have the message.</param>
    protected void Receive<T>(Func<T, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Table.Add(message => message is T typed && handler(typed), takesAll: false);
    }

    protected void Receive(Type messageType, Action<object> handler, Predicate<object> shouldHandle = null)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        Table.Add(
            message =>
            {
                if (!messageType.IsInstanceOfType(message) || (shouldHandle is not null && !shouldHandle(message)))
                {
                    return false;
                }

                handler(message);
                return true;
            },
            takesAll: shouldHandle is null && messageType == typeof(object));
    }

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler)
    {
        ArgumentNullException.ThrowIfNull(messageType);
        ArgumentNullException.ThrowIfNull(handler);
        Table.Add(message => messageType.IsInstanceOfType(message) && handler(message), takesAll: false);
    }

    /// <summary>Handles whatever no earlier handler took. Nothing can be registered after it.</summary>
    protected void ReceiveAny(Action<object> handler) => Receive(handler);

    private HandlerTable Table => _registering ?? throw new InvalidOperationException(
        "handlers can be registered in the constructor or inside Become only");

    private HandlerTable Register(Action configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var outer = _registering;
        var table = new HandlerTable();
        _registering = table;
        try
        {
            configure();
        }
        finally
        {
            _registering = outer;
        }

        return table;
    }

    private void Handle(HandlerTable table, object message)
    {
        if (!table.TryHandle(message))
        {
            Unhandled(message);
        }
    }

    private sealed class HandlerTable
    {
        private readonly List<Func<object, bool>> _handlers = [];
        private bool _takesAll;

        public void Add(Func<object, bool> handler, bool takesAll)
        {
            if (_takesAll)
            {
                throw new InvalidOperationException(
                    "a handler registered before takes every message, so this one could never run: register it earlier");
            }

            _handlers.Add(handler);
            _takesAll = takesAll;
        }

        public bool TryHandle(object message)
        {
            foreach (var handler in _handlers)
            {
                if (handler(message))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
