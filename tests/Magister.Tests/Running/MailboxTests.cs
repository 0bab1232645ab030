using Magister.Fleet;
using Magister.Running;

namespace Magister.Tests.Running;

public sealed class MailboxTests
{
    private static readonly EngineInput Verify = new EngineInput.VerifyReceived(7);

    [Fact]
    public async Task Sleep_WithALetterThere_EndsAtOnce()
    {
        var mailbox = new Mailbox(work => work());
        mailbox.Post(Verify);

        await mailbox.SleepAsync(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None);

        Assert.Same(Verify, Assert.Single(mailbox.TakeAll()).Input);
        Assert.Empty(mailbox.TakeAll());
    }

    [Fact]
    public async Task Sleep_ALetterComes_GoesOnElsewhere()
    {
        var elsewhere = new Queue<Action>();
        var mailbox = new Mailbox(elsewhere.Enqueue);
        var sleep = mailbox.SleepAsync(TimeSpan.FromDays(1), TimeProvider.System, CancellationToken.None);

        mailbox.Post(Verify);
        mailbox.Post(Verify);

        Assert.False(sleep.IsCompleted);
        Assert.Single(elsewhere)();
        await sleep.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, mailbox.TakeAll().Count);
    }

    [Fact]
    public async Task Sleep_ThePauseIsOver_Ends()
    {
        var mailbox = new Mailbox(work => work());

        await mailbox.SleepAsync(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Empty(mailbox.TakeAll());
    }

    [Fact]
    public async Task Sleep_Cancelled_EndsWithoutAnException()
    {
        using var stopping = new CancellationTokenSource();
        var sleep = new Mailbox(work => work()).SleepAsync(TimeSpan.FromDays(1), TimeProvider.System, stopping.Token);

        await stopping.CancelAsync();

        await sleep.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Ask_OfAClosedMailbox_IsToldNothing()
    {
        var mailbox = new Mailbox(work => work());
        mailbox.Close();

        Assert.Null(await mailbox.AskAsync(Verify, CancellationToken.None));
        Assert.Empty(mailbox.TakeAll());
    }
}
