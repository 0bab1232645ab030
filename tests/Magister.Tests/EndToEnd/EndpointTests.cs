using System.Net;
using System.Net.Sockets;
using System.Text;

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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_Over64KiB_AreRefused(bool isChunked)
    {
        var offer = world.Ours().First().OfferId!.Value;
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"drop/{offer}") { Content = new ByteArrayContent(new byte[65537]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await magister.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
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
