using System.Threading.Channels;
using Magister.Fleet;

namespace Magister.Hosting;

/// <summary>Something for the loop, and whoever waits for its answer.</summary>
internal sealed record Letter(EngineInput Input, TaskCompletionSource<CallerReply?>? Reply);

/// <summary>The way into the loop: endpoints and the executor put inputs in, the loop alone takes them out.</summary>
internal sealed class Mailbox
{
    private readonly Channel<Letter> letters = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });

    public ChannelReader<Letter> Reader => letters.Reader;

    /// <summary>Tells the loop something; nobody waits.</summary>
    public void Post(EngineInput input) => letters.Writer.TryWrite(new Letter(input, null));

    /// <summary>
    /// Asks the loop something and waits until what follows from it is on disk. Null when it cannot be recorded, or the loop has ended.
    /// </summary>
    public Task<CallerReply?> AskAsync(EngineInput input, CancellationToken cancellation)
    {
        var reply = new TaskCompletionSource<CallerReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return letters.Writer.TryWrite(new Letter(input, reply)) ? reply.Task.WaitAsync(cancellation) : Task.FromResult<CallerReply?>(null);
    }

    /// <summary>From here on nothing is taken any more.</summary>
    public void Close() => letters.Writer.TryComplete();
}
