using System.Text;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;
using Magister.Vast.Wire;

namespace Magister.Vast.Tests.Wire;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("""{"msg":"key s3cret-token-1 is wrong"}""", """{"msg":"key ••• is wrong"}""")]
    [InlineData("""{"msg":"a\\b\"c-is-secret, s3cret-token-1s3cret-token-1"}""", """{"msg":"•••-is-secret, ••••••"}""")]
    [InlineData("""{"msg":"nothing of it"}""", """{"msg":"nothing of it"}""")]
    public void Answer_ThatRepeatsASecret_GoesOnWithoutIt(string answer, string left) =>
        Assert.Equal(left, Encoding.UTF8.GetString(new SecretMask(["s3cret-token-1", "a\\b\"c"]).Without(Encoding.UTF8.GetBytes(answer))));

    [Fact]
    public async Task Row_OfAnInstance_IsReadWithoutSecrets()
    {
        await using var bench = await VastBench.StartAsync(settings => settings with { Secrets = ["s3cret-token-1"] });
        bench.Vast.Otherwise(Replies.Json(200, """{"instances":{"id":312,"label":"s3cret-token-1","actual_status":"x s3cret-token-1","gpu_name":"s3cret-token-1","status_msg":"s3cret-token-1"}}"""));

        var shown = Assert.IsType<Fleet.Market.Outcome<Fleet.Market.ShownInstance>.Done>(await bench.ShowAsync()).Value.Instance!;

        Assert.Equal(("•••", "x •••", "•••", "•••"), (shown.Label, shown.ActualStatus, shown.Hardware.GpuName, shown.StatusMessage));
    }
}
