using Magister.Configuration;
using Magister.Vast.Sending;

namespace Magister.Notifications;

/// <summary>Registers the parts of this folder, if notifications are configured.</summary>
internal static class NotificationRegistration
{
    public static void AddNotifications(this IServiceCollection services, MagisterSettings settings)
    {
        services.AddSingleton<NotificationMetrics>();
        if (settings.Notifications is not { } notifications) return;
        services.AddWebhook(notifications);
        services.AddHostedService<Notifier>();
    }

    public static void AddWebhook(this IServiceCollection services, NotificationSettings settings)
    {
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Webhook>(provider, settings));
        services.AddHttpClient(Webhook.ClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(Connections.NewHandler)

            // They print addresses.
            .RemoveAllLoggers();
    }
}
