using System.Security.Cryptography;
using Magister.Access.Tokens;
using Magister.Cli.Output;
using Magister.Cli.Steering;
using Magister.Running;

namespace Magister.Cli.Tokens;

/// <summary>Changes the file of named tokens, and reports the result.</summary>
/// <param name="isGuarded">Whether a token is already required, whatever the file contains.</param>
internal sealed class TokenEditing(TokensFile file, bool isGuarded, TimeProvider time)
{
    private const int Digits = 64;

    public async Task<int> AddAsync(string name, string role, CancellationToken cancellation)
    {
        var text = RandomNumberGenerator.GetHexString(Digits, lowercase: true);
        var entry = new TokenEntry(name, role, Convert.ToHexStringLower(AccessToken.DigestOf(text)), time.GetUtcNow());
        var isFirst = !isGuarded && file.Read() is TokensReading.Missing;
        var objection = await new TokensChange(file, time).MakeAsync(
            entries => entries.FirstOrDefault(other => IsCalled(other, name)) is { } taken
                ? (entries, $"{file.Path} has a token {taken.Name} already; remove it first, or choose another name")
                : (entries.Add(entry), null),
            cancellation);
        if (objection is not null) return Refuse(objection);
        Printer.Standard.Line(text);
        DaemonCall.Say($"token {name} ({role}) is in {file.Path}; it is shown only this once. Send it as Authorization: Bearer <token>, log in to the page with it, or set {DaemonAccess.TokenVariable} for commands");
        if (NobodyMayOperate()) DaemonCall.Say("no token may change anything yet; add one with magister token add NAME --role operate");
        if (isFirst) DaemonCall.Say("from now on the daemon requires a token from everyone except Contemplants, Hierophant and health checks");
        return ExitCode.EndedAsAsked;
    }

    public async Task<int> RemoveAsync(string name, CancellationToken cancellation)
    {
        var objection = await new TokensChange(file, time).MakeAsync(
            entries => entries.RemoveAll(other => IsCalled(other, name)) is var left && left.Length == entries.Length
                ? (entries, $"{file.Path} has no token {name}; magister token list lists the names")
                : (left, null),
            cancellation);
        if (objection is not null) return Refuse(objection);
        Printer.Standard.Line($"Token {name} is removed.");
        if (NobodyMayOperate()) DaemonCall.Say($"no token is left that may change anything, and the daemon still requires one: add one with magister token add NAME --role operate, or delete {file.Path} to need none");
        return ExitCode.EndedAsAsked;
    }

    private bool NobodyMayOperate() =>
        !isGuarded && !(file.Read() is TokensReading.Read(var entries) && entries.Any(entry => TokenRoles.Parse(entry.Role) is TokenRole.Operate));

    private static bool IsCalled(TokenEntry entry, string name) => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase);

    private static int Refuse(string objection)
    {
        DaemonCall.Say(objection);
        return ExitCode.Configuration;
    }
}
