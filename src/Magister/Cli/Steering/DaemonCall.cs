using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Cli.Output;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>What the commands that talk to a daemon share: finding it, and saying what went wrong.</summary>
internal static class DaemonCall
{
    /// <summary>A client for the daemon that is meant; null when what is given cannot be used, and then that has been told.</summary>
    public static DaemonClient? Open(ParseResult parsed, Option<string?> daemon, Option<string?> config)
    {
        if (DaemonAccess.Find(parsed.GetValue(daemon), parsed.GetValue(config), ProcessEnvironment.Read(), out var problem) is { } access) return new DaemonClient(access);
        Say(problem!);
        return null;
    }

    /// <summary>What an answer holds; null with an exit code when it is none that can be used, and then that has been told.</summary>
    public static T? Read<T>(DaemonClient client, DaemonAnswer answer, JsonTypeInfo<T> type, out int exitCode)
        where T : class
    {
        exitCode = ExitCode.EndedAsAsked;
        if (answer is DaemonAnswer.Done done && Parse(done.Body, type) is { } read) return read;
        exitCode = Refuse(client, answer);
        return null;
    }

    /// <summary>Tells of an answer that is none.</summary>
    /// <returns>The exit code.</returns>
    public static int Refuse(DaemonClient client, DaemonAnswer answer)
    {
        Say(Words(client, answer));
        return answer is DaemonAnswer.NotReachable ? ExitCode.DaemonNotReachable : ExitCode.DaemonRefused;
    }

    /// <summary>The same for people, without saying anything.</summary>
    public static string Words(DaemonClient client, DaemonAnswer answer) => answer switch
    {
        DaemonAnswer.NotReachable gone => $"no Magister answers at {client.Address}: {gone.Reason}; start it with magister run, or say where it is with --daemon or {DaemonAccess.AddressVariable}",
        DaemonAnswer.Refused refused => $"the Magister at {client.Address} refused: {refused.Reason}",
        _ => $"what answers at {client.Address} is not a Magister of this version",
    };

    /// <summary>What an answer holds; null when it is not what was asked for.</summary>
    public static T? Parse<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Prints what a daemon answered, as it came but on one line.</summary>
    public static void PrintJson(DaemonAnswer answer)
    {
        using var body = JsonDocument.Parse(((DaemonAnswer.Done)answer).Body);
        Printer.Standard.Json(body.RootElement, SteeringJson.Readable.JsonElement);
    }

    public static void Say(string words) => Console.Error.WriteLine(InertText.Of($"magister: {words}"));
}
