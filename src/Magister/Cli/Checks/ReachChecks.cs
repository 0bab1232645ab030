using System.Collections.Immutable;
using System.Net;
using Magister.Configuration;
using Magister.Vast.Sending;

namespace Magister.Cli.Checks;

/// <summary>Tries from here the addresses that Contemplants use: this Magister's own, and Hierophant's.</summary>
internal sealed class ReachChecks(MagisterSettings settings) : IDisposable
{
    public const string Address = "address";
    public const string Hierophant = "hierophant";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<ImmutableArray<OnlineFinding>> RunAsync(CancellationToken cancellation)
    {
        var hierophant = OfHierophantAsync(cancellation);
        return [await OfAddressAsync(cancellation), await hierophant];
    }

    public void Dispose() => http.Dispose();

    private async Task<OnlineFinding> OfAddressAsync(CancellationToken cancellation)
    {
        var address = settings.Fleet.Onstart.MagisterAddress;
        var (status, failure) = await AskAsync($"{address}/healthz", cancellation);
        return failure switch
        {
            null when status is HttpStatusCode.OK => new(Address, OnlineFinding.Ok, $"{address} answers"),
            null => new(Address, OnlineFinding.Unknown, $"{address}/healthz is answered with {status:D} where a Magister answers 200: is this its address, and does a proxy before it pass this on?"),
            { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
                new(Address, OnlineFinding.Failed, $"{address}: {failure.Message}; no Contemplant will verify; set this_magister_addr (THIS_MAGISTER_ADDR)"),
            _ => new(Address, OnlineFinding.Unknown, $"{address} does not answer from here ({failure.Message}), which is expected while this Magister is not running"),
        };
    }

    private async Task<OnlineFinding> OfHierophantAsync(CancellationToken cancellation)
    {
        var socket = new Uri(settings.Fleet.Onstart.HierophantAddress);
        var (status, failure) = await AskAsync($"http://{socket.Authority}/health", cancellation);
        return status is HttpStatusCode.OK
            ? new(Hierophant, OnlineFinding.Ok, $"{socket.Authority} answers")
            : new(Hierophant, OnlineFinding.Failed, $"{socket.Authority} does not answer /health as it should ({(failure is null ? $"{status:D}" : failure.Message)}); no Contemplant will work; see hierophant_ip (HIEROPHANT_IP) and hierophant_http_port (HIEROPHANT_HTTP_PORT)");
    }

    private async Task<(HttpStatusCode Status, HttpRequestException? Failure)> AskAsync(string address, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address), HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (response.StatusCode, null);
        }
        catch (HttpRequestException failure) when (ProxyInUse.Text(new Uri(address)) is { Length: > 0 } through)
        {
            return (default, new HttpRequestException(failure.HttpRequestError, $"{failure.Message},{through}", failure));
        }
        catch (HttpRequestException failure)
        {
            return (default, failure);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            return (default, new HttpRequestException(HttpRequestError.ConnectionError, $"no answer within {http.Timeout.TotalSeconds:0} s{ProxyInUse.Text(new Uri(address))}", late));
        }
    }
}
