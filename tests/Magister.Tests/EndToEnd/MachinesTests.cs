using System.Net;
using System.Text;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

public sealed class MachinesTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Machines_HaveEveryRent_ByMachineAndHost_AndWhatIsSaidOfThem()
    {
        var answer = await ReadAsync();
        var machines = answer.GetProperty("machines").EnumerateArray().ToArray();
        Assert.Equal(2, machines.Sum(machine => machine.GetProperty("rents").GetDouble()), 3);
        Assert.All(machines, machine => Assert.True(machine.GetProperty("worked").GetDouble() <= machine.GetProperty("rents").GetDouble()));
        Assert.Equal(machines.Sum(machine => machine.GetProperty("rents").GetDouble()), answer.GetProperty("hosts").EnumerateArray().Sum(host => host.GetProperty("rents").GetDouble()), 3);
        var id = machines[0].GetProperty("id").GetInt64();

        using var barred = await PostAsync($"machines/{id}", """{"judgement":"barred","reason":"it lies"}""");
        Assert.Equal(HttpStatusCode.OK, barred.StatusCode);
        using var row = JsonDocument.Parse(await barred.Content.ReadAsStringAsync());
        Assert.Equal(("barred", "it lies"), (row.RootElement.GetProperty("judgement").GetString(), row.RootElement.GetProperty("reason").GetString()));
        using var preferred = await PostAsync("hosts/123456", """{"judgement":"Preferred"}""");
        Assert.Equal(HttpStatusCode.OK, preferred.StatusCode);

        answer = await ReadAsync();
        Assert.Contains(answer.GetProperty("hosts").EnumerateArray(), host => host.GetProperty("id").GetInt64() == 123_456 && host.GetProperty("judgement").GetString() == "preferred");
    }

    [Theory]
    [InlineData("machines/5", "{}")]
    [InlineData("machines/5", """{"judgement":"7"}""")]
    [InlineData("machines/x", """{"judgement":"barred"}""")]
    [InlineData("hosts/-1", """{"judgement":"barred"}""")]
    public async Task Judgement_ThatIsNone_IsRefused(string path, string body)
    {
        using var answer = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The machine or host cannot be judged", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.OK)]
    [InlineData("application/xml", HttpStatusCode.UnsupportedMediaType)]
    public async Task Judgement_IsReadAsScaleIs_WhateverCurlCallsIt(string type, HttpStatusCode expected)
    {
        using var content = new StringContent("""{"judgement":"preferred"}""", Encoding.UTF8, type);
        using var answer = await magister.Http.PostAsync("hosts/5", content);
        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonElement> ReadAsync() => JsonElement.Parse(await magister.Http.GetStringAsync("machines"));

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await magister.Http.PostAsync(path, content);
    }
}
