using System.Net;
using Magister.Access.Tokens;
using Magister.Configuration;
using Magister.Running;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Magister.Access;

/// <summary>Registers the parts of this folder.</summary>
internal static class AccessRegistration
{
    public static void AddAccess(this IServiceCollection services, MagisterSettings settings)
    {
        services.AddSingleton(settings.Access);
        services.AddSingleton<OngoingVisits>();
        services.AddSingleton<TokenBook>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenBook>());
        services.AddSingleton(provider => SessionKey.In(settings.StateDirectory, provider.GetRequiredService<ILogger<SessionKey>>()));
        services.AddSingleton<Sessions>();
        services.AddSingleton<CredentialsOfRequests>();
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<AccessControl>();
        services.AddSingleton<DropSources>();
        services.AddHostedService(provider => provider.GetRequiredService<DropSources>());
        services.AddSingleton(provider => new SignatureGate(
            provider.GetRequiredService<FleetSnapshot>(), settings.Fleet.Onstart.Secret, provider.GetRequiredService<CredentialsOfRequests>(),
            provider.GetRequiredService<Refusals>(), provider.GetRequiredService<DropSources>()));
    }

    /// <summary>Adds the access check before everything else that handles requests.</summary>
    public static void UseAccess(this WebApplication app)
    {
        var door = app.Services.GetRequiredService<AccessControl>();
        app.Use(door.InvokeAsync);
        app.MapLogin();
    }

    /// <summary>Listens for callers, and at the separate address for operators, if there is one.</summary>
    public static void Listen(this KestrelServerOptions kestrel, MagisterSettings settings)
    {
        kestrel.ListenAnyIP(settings.HttpPort);
        if (settings.Access.Admin is not { } admin) return;
        if (admin.Addresses.IsEmpty) kestrel.ListenAnyIP(admin.Port);
        foreach (var address in admin.Addresses) kestrel.Listen(new IPEndPoint(address, admin.Port));
    }
}
