using Samantha.Actors.Sessions;

namespace Samantha.Actors.Hosting;

/// <summary>Puts what sessions publish into one <see cref="SessionFeed"/>, the bridge to code that is no actor.</summary>
internal sealed class FeedActor : ReceiveActor
{
    public FeedActor(SessionFeed feed) => Receive<SessionNews>(feed.Add);

    public static Props For(SessionFeed feed) => Props.Create(() => new FeedActor(feed));
}
