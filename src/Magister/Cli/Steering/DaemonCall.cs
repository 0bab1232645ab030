using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Magister.Cli.Output;
using Magister.Fleet;
using Magister.Running;

namespace Magister.Cli.Steering;

/// <summary>What the commands that talk to a daemon share: finding it, and reporting failures.</summary>
internal static class DaemonCall
{
    /// <summary>A client for the selected daemon; null if what is given cannot be used, which has then been reported.</summary>
    public static DaemonClient? Open(ParseResult parsed, Option<string?> daemon, Option<string?> config)
    {
        if (DaemonAccess.Find(parsed.GetValue(daemon), parsed.GetValue(config), ProcessEnvironment.Read(), out var problem) is { } access) return new DaemonClient(access);
        Say(problem!);
        return null;
    }

    /// <summary>The content of an answer; null with an exit code if it cannot be used, which has then been reported.</summary>
    public static T? Read<T>(DaemonClient client, DaemonAnswer answer, JsonTypeInfo<T> type, out int exitCode)
        where T : class
    {
        exitCode = ExitCode.EndedAsAsked;
        if (answer is DaemonAnswer.Done done && Parse(done.Body, type) is { } read) return read;
        exitCode = Refuse(client, answer);
        return null;
    }

    /// <summary>Reports an answer that is a failure.</summary>
    /// <returns>The exit code.</returns>
    public static int Refuse(DaemonClient client, DaemonAnswer answer)
    {
        Say(Text(client, answer));
        return answer is DaemonAnswer.NotReachable ? ExitCode.DaemonNotReachable : ExitCode.DaemonRefused;
    }

    /// <summary>The same as text, without reporting it.</summary>
    public static string Text(DaemonClient client, DaemonAnswer answer) => answer switch
    {
        DaemonAnswer.NotReachable gone => $"no Magister answers at {client.Address}: {gone.Reason}; start it with magister run, or name its address with --daemon or {DaemonAccess.AddressVariable} (the old one, if its port was just changed in the configuration)",
        DaemonAnswer.Refused refused => $"the Magister at {client.Address} answered: {refused.Reason}",
        _ => $"what answers at {client.Address} is not a Magister of this version",
    };

    /// <summary>The content of an answer; null if it is not of the requested type.</summary>
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

    /// <summary>Prints a daemon's answer unchanged except that it is on one line.</summary>
    public static void PrintJson(DaemonAnswer answer)
    {
        using var body = JsonDocument.Parse(((DaemonAnswer.Done)answer).Body);
        Printer.Standard.Json(body.RootElement, SteeringJson.Readable.JsonElement);
    }

    public static void Say(string words) => Console.Error.WriteLine(PlainText.Clean($"magister: {words}"));
}
