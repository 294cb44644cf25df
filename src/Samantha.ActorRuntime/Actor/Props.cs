using System.Linq.Expressions;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The recipe of an actor: its type and constructor arguments, evaluated once; every restart gets the same argument objects.
/// </summary>
public class Props
{
    private Props(Type type, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
        {
            throw new ArgumentException($"{type} is not an actor: it has to derive from {nameof(ActorBase)}", nameof(type));
        }

        Type = type;
        Arguments = arguments ?? [];
    }

    public Type Type { get; }

    public object[] Arguments { get; }

    /// <summary>If set, it wins over the actor's own <c>SupervisorStrategy()</c>.</summary>
    public SupervisorStrategy SupervisorStrategy { get; private init; }

    /// <summary>Most stashed messages; -1 is no bound, null is as configured.</summary>
    internal int? StashCapacity { get; private init; }

    /// <param name="factory">A plain <c>() => new X(a, b)</c>; the arguments are evaluated now, the constructor runs
    /// later.</param>
    /// <param name="supervisorStrategy">See <see cref="SupervisorStrategy"/>.</param>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression made)
        {
            throw new ArgumentException("only a plain '() => new X(...)' makes an actor", nameof(factory));
        }

        return new Props(made.Type, [.. made.Arguments.Select(Evaluate)]) { SupervisorStrategy = supervisorStrategy };
    }

    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor), []) { SupervisorStrategy = supervisorStrategy };

    public static Props Create(Type type, params object[] args) => new(type, args);

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(Type, Arguments) { SupervisorStrategy = supervisorStrategy, StashCapacity = StashCapacity };

    /// <summary>A bound for the stash of an <see cref="IWithStash"/> actor; -1 is no bound.</summary>
    public Props WithStashCapacity(int stashCapacity) =>
        new(Type, Arguments) { SupervisorStrategy = SupervisorStrategy, StashCapacity = stashCapacity };

    /// <summary>Public constructors only, as with Akka.NET.</summary>
    internal ActorBase NewActor() => (ActorBase)Activator.CreateInstance(
        Type, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public
            | System.Reflection.BindingFlags.DoNotWrapExceptions, binder: null, Arguments, culture: null);

    private static object Evaluate(Expression argument) => argument switch
    {
        ConstantExpression constant => constant.Value,

        // A captured variable or a field, which is nearly every argument: reading it takes no compiler.
        MemberExpression { Member: System.Reflection.FieldInfo field } member =>
            field.GetValue(member.Expression is null ? null : Evaluate(member.Expression)),
        _ => Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object)))
            .Compile(preferInterpretation: true)(),
    };
}
