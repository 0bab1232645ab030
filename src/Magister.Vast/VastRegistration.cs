using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Magister.Vast.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Magister.Vast;

/// <summary>Registers <see cref="VastClient"/>.</summary>
public static class VastRegistration
{
    private const string ElsewhereName = "Elsewhere";

    /// <summary>
    /// Registers the typed client; all resolved ones share the same pacing. A registered <see cref="TimeProvider"/> and <see cref="Random"/>
    /// are used; without them, the system clock and a seed taken from it.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="settings">Where Vast is, and how fast it may be called.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddVastClient(this IServiceCollection services, VastSettings settings)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.ApiKey.Length == 0 || settings.ApiKey.Any(character => character is < '!' or > '~'))
        {
            // Reported here without the value; a header's own exception could quote it.
            throw new ArgumentException("The API key is empty or holds a character that no header can carry.", nameof(settings));
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton(provider => new VastMetrics(provider.GetRequiredService<IMeterFactory>()));
        services.AddSingleton(provider => new Chance(
            provider.GetService<Random>() ?? new Random(provider.GetRequiredService<TimeProvider>().GetUtcNow().GetHashCode())));
        services.AddSingleton(provider => new VastPacing(
            settings,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Chance>().Next,
            provider.GetRequiredService<VastMetrics>(),
            provider.GetRequiredService<ILogger<VastClient>>()));
        services.AddHttpClient(nameof(VastClient), http => Configure(http, settings))
            .ConfigurePrimaryHttpMessageHandler(Connections.NewHandler)

            // The handler renews its connections itself; a client that is kept forever would never see a renewed handler.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)

            // They log headers and addresses.
            .RemoveAllLoggers()
            .AddTypedClient((http, provider) => NewClient(http, settings, provider));
        services.AddHttpClient(ElsewhereName, ConfigureElsewhere).ConfigurePrimaryHttpMessageHandler(Connections.NewHandler).SetHandlerLifetime(Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        return services;
    }

    internal static void Configure(HttpClient http, VastSettings settings)
    {
        var address = settings.BaseUrl.AbsoluteUri;
        http.BaseAddress = new Uri(address.EndsWith('/') ? address : address + '/');
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.ApiKey);
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var version = typeof(VastClient).Assembly.GetName().Version?.ToString(3);
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("magister", version));
        http.MaxResponseContentBufferSize = Connections.MaxAnswerBytes;

        // The pipeline limits the time, and measures it with the injected provider.
        http.Timeout = Timeout.InfiniteTimeSpan;
    }

    internal static void ConfigureElsewhere(HttpClient http) => http.Timeout = Timeout.InfiniteTimeSpan;

    private static VastClient NewClient(HttpClient http, VastSettings settings, IServiceProvider provider) => new(
        http,
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(ElsewhereName),
        settings,
        provider.GetRequiredService<VastPacing>(),
        provider.GetRequiredService<VastMetrics>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<Chance>().Next,
        provider.GetRequiredService<ILogger<VastClient>>());
}
