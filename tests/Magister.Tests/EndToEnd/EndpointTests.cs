using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Magister.Tests.EndToEnd;

public sealed class EndpointTests() : SettledFleetTests(2)
{
    [Fact]
    public async Task Requests_GoodAndBad_AreAnsweredAsTheContractSays()
    {
        (string Method, string Path, HttpStatusCode Status)[] cases =
        [
            ("GET", "summary", HttpStatusCode.OK),
            ("GET", "instances", HttpStatusCode.OK),
            ("GET", "healthz", HttpStatusCode.OK),
            ("GET", "readyz", HttpStatusCode.OK),
            ("GET", "verify/123456789", HttpStatusCode.OK),
            ("GET", "verify/18446744073709551615", HttpStatusCode.OK),
            ("GET", "verify/abc", HttpStatusCode.BadRequest),
            ("GET", "verify/-5", HttpStatusCode.BadRequest),
            ("GET", "verify/+5", HttpStatusCode.BadRequest),
            ("GET", "verify/1.0", HttpStatusCode.BadRequest),
            ("GET", "verify/%20", HttpStatusCode.BadRequest),
            ("GET", "verify/18446744073709551616", HttpStatusCode.BadRequest),
            ("DELETE", "drop/123456789", HttpStatusCode.BadRequest),
            ("DELETE", "drop/abc", HttpStatusCode.BadRequest),
            ("DELETE", "drop/-1", HttpStatusCode.BadRequest),
            ("DELETE", "drop/99999999999999999999999999", HttpStatusCode.BadRequest),
            ("POST", "summary", HttpStatusCode.MethodNotAllowed),
            ("DELETE", "instances", HttpStatusCode.MethodNotAllowed),
            ("POST", "verify/5", HttpStatusCode.MethodNotAllowed),
            ("GET", "drop/5", HttpStatusCode.MethodNotAllowed),
            ("GET", "nowhere", HttpStatusCode.NotFound),
        ];
        foreach (var (method, path, status) in cases)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var response = await magister.Http.SendAsync(request);
            Assert.True(status == response.StatusCode, $"{method} {path}: {response.StatusCode}");
        }

        Assert.Equal(2, world.Vast.Market.Truth().Instances.Length);
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Head_OfWhatGetAnswers_IsTheHeadOfThatAnswer_ButVerifiesAndReportsNothing()
    {
        var described = JsonDocument.Parse(await magister.Http.GetStringAsync("openapi/v1.json")).RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Name.Replace("{instanceId}", $"{world.Ours().First().InstanceId}", StringComparison.Ordinal))
            .Where(path => !path.Contains('{', StringComparison.Ordinal));
        foreach (var path in described.Append("/").Append("/login").Append("/dashboard.js"))
        {
            using var get = await magister.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            using var head = await magister.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((path, get.StatusCode, get.Content.Headers.ContentType), (path, head.StatusCode, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }

        foreach (var path in new[] { "verify/5", "pulse/5" })
        {
            using var refused = await magister.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal(HttpStatusCode.MethodNotAllowed, refused.StatusCode);
        }
    }

    [Theory]
    [InlineData("GET", "nowhere", null, 404, "there is no route /nowhere")]
    [InlineData("GET", "drop/5", null, 405, "/drop/5 does not take GET; it takes DELETE")]
    [InlineData("POST", "summary", null, 405, "/summary does not take POST; it takes GET")]
    [InlineData("PURGE", "status", null, 405, "/status does not take PURGE; it takes GET")]
    [InlineData("POST", "scale", "application/xml", 415, "the body must be JSON, sent as application/json or without a type, not as application/xml")]
    [InlineData("POST", "scale", "application/json", 400, "it must be JSON, and is not: see line 1, after 0 bytes")]
    [InlineData("GET", "events?limit=x", null, 400, "limit")]
    [InlineData("DELETE", "instances/5", null, 404, "no instance 5 of ours is known")]
    public async Task Errors_AreProblems_ThatSayWhatToDo(string method, string path, string? type, int status, string words)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null) request.Content = new StringContent("<scale/>", Encoding.UTF8, type);
        using var response = await magister.Http.SendAsync(request);
        var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        if (status == 405) Assert.NotEmpty(response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("scale", "{\"number\": 3}", "a JSON object with number_instances, a whole number from 1 to 100000")]
    [InlineData("scale", "{\"number_instances\": \"3\"}", "a JSON object with number_instances")]
    [InlineData("scale", "{\"number_instances\": 3", "it must be JSON, and is not: see line 1, after 22 bytes")]
    [InlineData("scale", "", "it must be JSON, and is not")]
    [InlineData("reload", "[]", "it must be empty, or a JSON object with confirm")]
    [InlineData("machines/5", "{\"judgement\": \"loved\"}", "the body must be a JSON object with judgement (barred, preferred or cleared)")]
    public async Task Body_ThatCannotBeUsed_IsAnsweredWithWhatIsWrongWithIt(string path, string body, string words)
    {
        using var response = await magister.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(words, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Json_IsTaken_WhateverItsTypeIsSaidToBe(string? type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "scale") { Content = new ByteArrayContent("{\"number_instances\": 3}"u8.ToArray()) };
        if (type is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await magister.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_Over64KiB_AreRefused(bool isChunked)
    {
        var offer = world.Ours().First().OfferId!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"drop/{offer}") { Content = new ByteArrayContent(new byte[65537]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await magister.Http.SendAsync(request);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(2, world.Ours().Count());
        StartAndEndTests.AssertNoStackTrace(magister);
    }

    [Fact]
    public async Task Verify_AnswersWithAnEmptyBody()
    {
        var offer = world.Ours().First().OfferId!.Value;
        Assert.Equal("", await magister.Http.GetStringAsync($"verify/{offer}"));
    }

    [Fact]
    public async Task Instances_ServeEveryFieldOfTheContract()
    {
        const string fields = "id compute_cap cpu_arch cpu_cores cpu_cores_effective cpu_ghz cpu_name cpu_ram cuda_max_good direct_port_count disk_bw "
            + "disk_name disk_space dlperf dlperf_per_dphtotal dph_base dph_total driver_version driver_vers duration end_date geolocation gpu_arch gpu_name "
            + "gpu_ram gpu_total_ram gpu_max_power gpu_max_temp host_id hosting_type hostname inet_down inet_down_cost inet_up inet_up_cost logo machine_id "
            + "num_gpus os_version pci_gen pcie_bw public_ipaddr reliability score start_date static_ip storage_cost storage_total_cost webpage reliability2";
        foreach (var row in (await magister.InstancesAsync()).EnumerateArray())
        {
            var offer = row.GetProperty("offer");
            Assert.All(fields.Split(' '), field => Assert.True(offer.TryGetProperty(field, out _), field));
            Assert.True(row.GetProperty("instance_id").GetInt64() > 0);
        }

        foreach (var row in (await magister.SummaryAsync()).GetProperty("instance_overview").EnumerateArray())
        {
            Assert.All("instance_id offer_id gpu location machine_id host_id cost_per_hour".Split(' '), field => Assert.True(row.TryGetProperty(field, out _), field));
        }
    }

    [Fact]
    public async Task HealthCheck_OfTheCommonDeployment_FindsTwoHundredInTheFirstLine()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", world.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /summary HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        Assert.Contains("200 OK", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ListensOnIPv6Too()
    {
        using var client = new HttpClient();
        Assert.Matches(@"\Aalive\nmagister \d+\.\d+\.\d+, commit [0-9a-z]+, built .+\n\z", await client.GetStringAsync($"http://[::1]:{world.Port}/healthz"));
    }
}
