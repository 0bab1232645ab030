using Magister.Fleet.Market;
using Magister.StandIns;
using Magister.Vast.Tests.Bench;

namespace Magister.Vast.Tests.Calls;

public sealed class ShowTests
{
    [Fact]
    public async Task ShowAsync_Instance_IsReadLeniently()
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(
            200,
            """
            {"instances":{"id":312.0,"label":null,"actual_status":null,"start_date":1761008618.25,"os_version":18.04,"gpu_ram":"24564",
             "static_ip":"true","geolocation":{},"public_ipaddr":"63.135.50.11 \n","ports":[8080],
             "status_msg":"\u001b[1mfailed\u0007\nto pull"}}
            """));
        var done = Assert.IsType<Outcome<ShownInstance>.Done>(await bench.ShowAsync());
        var instance = done.Value.Instance!;
        Assert.Equal((312, null, null), (instance.Id, instance.Label, instance.ActualStatus));
        Assert.Equal(new DateTimeOffset(2025, 10, 21, 1, 3, 38, 250, TimeSpan.Zero), instance.StartDate);
        Assert.Equal("failed to pull", instance.StatusMessage);
        var hardware = instance.Hardware;
        Assert.Equal((0, "18.04", 24564, true), (hardware.Id, hardware.OsVersion, hardware.GpuRam, hardware.StaticIp));
        Assert.Equal("63.135.50.11", hardware.PublicIpaddr);
        Assert.Null(hardware.Geolocation);
        var seen = Assert.Single(bench.Vast.Seen);
        Assert.Equal(("GET", "/api/v0/instances/312/"), (seen.Method, seen.Path));
    }

    [Theory]
    [InlineData(200, """{"instances":null}""")]
    [InlineData(200, """{"instances":[]}""")]
    [InlineData(404, """{"success":false,"error":"not_found","msg":"Instance not found"}""")]
    [InlineData(404, """{"success":false,"error":"no_such_instance","msg":"Instance 312 not found."}""")]
    [InlineData(200, """{"success":false,"error":"not_found"}""")]
    public async Task ShowAsync_VastKnowsItNoMore_IsDoneWithoutInstance(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(new Outcome<ShownInstance>.Done(new ShownInstance(null)), await bench.ShowAsync());
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(404, """{"detail":"Not Found"}""")]
    [InlineData(404, """{"success":false}""")]
    [InlineData(410, """{"success":false,"msg":"gone"}""")]
    public async Task ShowAsync_NotThereInOtherWords_IsAHint(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.Equal(new Outcome<ShownInstance>.Done(new ShownInstance(null, IsHint: true)), await bench.ShowAsync());
    }

    [Theory]
    [InlineData("""{"instances":[{"id":312,"label":"magister"}]}""")]
    [InlineData("""{"instances":[{"id":313},{"id":312}]}""")]
    public async Task ShowAsync_AListThatHasIt_IsTheRow(string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(200, body));
        Assert.Equal(312, Assert.IsType<Outcome<ShownInstance>.Done>(await bench.ShowAsync()).Value.Instance!.Id);
    }

    [Theory]
    [InlineData(200, """{"instances":{"id":313}}""")]
    [InlineData(200, """{"instances":{"label":"magister"}}""")]
    [InlineData(200, """{"instances":[{"id":313}]}""")]
    [InlineData(200, """{"instances":[{"label":"magister"}]}""")]
    [InlineData(200, """{"success":true}""")]
    [InlineData(200, "null")]
    [InlineData(200, "<html></html>")]
    [InlineData(404, "<html>not_found</html>")]
    [InlineData(404, "404 page not found")]
    public async Task ShowAsync_NotVastsWordOnThisInstance_IsUnknown(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Text(status, body));
        Assert.IsType<Outcome<ShownInstance>.Unknown>(await bench.ShowAsync());
    }

    [Theory]
    [InlineData(401, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""")]
    [InlineData(404, """{"success":false,"error":"auth_error","msg":"Invalid user key"}""")]
    public async Task ShowAsync_KeyRefused_IsUnauthorised(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.IsType<Outcome<ShownInstance>.Unauthorised>(await bench.ShowAsync());
    }

    [Theory]
    [InlineData(400, """{"success":false,"error":"invalid_args","msg":"error 400/1782: Invalid args"}""")]
    [InlineData(410, """{"success":false,"error":"deprecated_endpoint"}""")]
    public async Task ShowAsync_BadRequest_IsRefused(int status, string body)
    {
        await using var bench = await VastBench.StartAsync();
        bench.Vast.Then(Replies.Json(status, body));
        Assert.IsType<Outcome<ShownInstance>.Refused>(await bench.ShowAsync());
    }
}
