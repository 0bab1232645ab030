using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Magister.Fleet.Tests.Starting;

/// <summary>A Magister that accepts connections and never answers; with TLS it presents a self-signed certificate.</summary>
internal sealed class SilentMagister : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<TcpClient> connections = new();
    private readonly X509Certificate2? certificate;
    private int requests;

    public SilentMagister(bool tls = false)
    {
        certificate = tls ? SelfSigned() : null;
        listener.Start();
        _ = TakeAsync();
    }

    public string Address => $"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture)}";

    public int Connections => connections.Count;

    /// <summary>How many connections sent anything: with TLS, those whose caller trusted the certificate.</summary>
    public int Requests => Volatile.Read(ref requests);

    public void Dispose()
    {
        listener.Dispose();
        foreach (var connection in connections) connection.Dispose();
        certificate?.Dispose();
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                var connection = await listener.AcceptTcpClientAsync();
                connections.Enqueue(connection);
                _ = ReadAsync(connection);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ReadAsync(TcpClient connection)
    {
        try
        {
            if (await Open(connection.GetStream()).ReadAsync(new byte[1024]) > 0) Interlocked.Increment(ref requests);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException or ObjectDisposedException)
        {
            // The caller went away, or did not trust the certificate.
        }
    }

    private Stream Open(NetworkStream plain)
    {
        if (certificate is null) return plain;
        var secure = new SslStream(plain);
        secure.AuthenticateAsServer(certificate);
        return secure;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }
}
