using System.Net;
using Magister.Fleet.Signing;
using Magister.Simulator.Market;

namespace Magister.Tests.EndToEnd;

/// <summary>The real program and real callers: a caller without an offer's signature cannot speak for it.</summary>
public sealed class SignatureTests
{
    private const string Secret = "first-secret-0123456789";
    private const string NewSecret = "second-secret-0123456789";
    private const string Token = "an-operators-token-4711";

    [Fact]
    public async Task ForgedTruncatedAndReplayedSignatures_AreRefused_AndHierophantsOwnIsNot()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2, ("ENDPOINT_SECRET", Secret), ("OPERATOR_TOKEN", Token));
        await AllVerifiedAsync(world, magister, 2);
        var (one, other) = (world.Ours().First(), world.Ours().Last());
        var (offer, right) = (one.OfferId!.Value, SignatureIn(one));
        Assert.Equal(new EndpointSecret(Secret).SignatureOf(offer), right);

        using var caller = new Caller(world.Address);
        string[] wrong = [right[..^1], right + "0", right.ToUpperInvariant(), new string('0', 64), SignatureIn(other), EndpointSignature.DigestOf(right), $"{right}&sig={right}"];
        foreach (var signature in wrong) Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("DELETE", $"drop/{offer}?sig={signature}"));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("DELETE", $"drop/{offer}"));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("GET", $"verify/{offer}"));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("GET", "verify/18446744073709551615"));
        Assert.Equal(HttpStatusCode.BadRequest, await caller.StatusAsync("GET", "verify/abc"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", $"verify/{offer}?sig={right}"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", $"verify/123?sig={new EndpointSecret(Secret).SignatureOf(123)}"));
        Assert.Equal([one.InstanceId, other.InstanceId], world.Ours().Select(instance => instance.InstanceId));

        Assert.True(world.Vast.Drop(one.InstanceId, "too slow"));
        await Eventually.IsTrueAsync("Hierophant's drop is carried out", () => world.Ours().All(instance => instance.InstanceId != one.InstanceId));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("DELETE", $"drop/{offer}?sig={right}"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("DELETE", $"drop/{other.OfferId}", Caller.Bearer(Token)));
        await Eventually.IsTrueAsync("the operator's drop is carried out", () => world.Ours().All(instance => instance.InstanceId != other.InstanceId));
        await AllVerifiedAsync(world, magister, 2);
    }

    [Theory]
    [InlineData("203.0.113.0/24", HttpStatusCode.Forbidden)]
    [InlineData("hierophant", HttpStatusCode.OK)]
    public async Task Drop_WithARightSignature_IsTakenFromAllowedAddressesAndOperatorsAlone(string allowed, HttpStatusCode expected)
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("ENDPOINT_SECRET", Secret), ("OPERATOR_TOKEN", Token), ("DROP_ALLOWED_FROM", allowed));
        await AllVerifiedAsync(world, magister, 1);
        var offer = world.Ours().Single().OfferId!.Value;

        using var caller = new Caller(world.Address);
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("GET", $"verify/{offer}?sig={new EndpointSecret(Secret).SignatureOf(offer)}"));
        Assert.Equal(expected, await caller.StatusAsync("DELETE", $"drop/{offer}?sig={new EndpointSecret(Secret).SignatureOf(offer)}"));
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("DELETE", $"drop/{offer}", Caller.Bearer(Token)));
    }

    [Fact]
    public async Task SecretChangedOverALivingFleet_EveryInstanceKeepsItsSignature()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(2, ("ENDPOINT_SECRET", Secret));
        await AllVerifiedAsync(world, magister, 2);
        await magister.KillAsync();
        magister = await world.StartAsync(3, ("ENDPOINT_SECRET", NewSecret));
        await AllVerifiedAsync(world, magister, 3);
        Assert.Equal(2, world.Ours().Count(instance => SignatureIn(instance) == new EndpointSecret(Secret).SignatureOf(instance.OfferId!.Value)));
        await SpeakAsync(world, world.Ours().First());
        await AllVerifiedAsync(world, magister, 3);

        // And when nothing of the old secret is left except in what Vast lists.
        await magister.TerminateAsync();
        Directory.Delete(world.StateDirectory, recursive: true);
        magister = await world.StartAsync(3, ("ENDPOINT_SECRET", "third-secret-0123456789"));
        await Eventually.IsTrueAsync("it has looked", async () => await magister.GetAsync("readyz") is HttpStatusCode.OK);
        await SpeakAsync(world, world.Ours().First());
        await AllVerifiedAsync(world, magister, 3);
        Assert.DoesNotContain("secret-0123456789", await File.ReadAllTextAsync(Path.Combine(world.StateDirectory, "journal.jsonl")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretSetOverALivingFleet_InstancesWithoutASignatureGoOn_AndNewOnesHaveOne()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1);
        await AllVerifiedAsync(world, magister, 1);
        await magister.TerminateAsync();
        magister = await world.StartAsync(2, ("ENDPOINT_SECRET", Secret));
        await AllVerifiedAsync(world, magister, 2);
        using var caller = new Caller(world.Address);
        var (unsigned, signed) = (world.Ours().Single(instance => !instance.DropEndpoint!.Contains('?')), world.Ours().Single(instance => instance.DropEndpoint!.Contains('?')));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("DELETE", $"drop/{signed.OfferId}"));
        Assert.Equal(HttpStatusCode.Forbidden, await caller.StatusAsync("DELETE", $"drop/{unsigned.OfferId}?sig={SignatureIn(signed)}"));
        await SpeakAsync(world, unsigned);
        await AllVerifiedAsync(world, magister, 2);

        // And back: without a secret, everything follows the contract.
        await magister.TerminateAsync();
        magister = await world.StartAsync(2);
        await AllVerifiedAsync(world, magister, 2);
        await SpeakAsync(world, world.Ours().First());
        Assert.Equal(HttpStatusCode.OK, await caller.StatusAsync("DELETE", $"drop/{world.Ours().Last().OfferId}"));
    }

    // Its Contemplant verifies again, then Hierophant drops it; both get their 200.
    private static async Task SpeakAsync(World world, InstanceRecord instance)
    {
        var before = world.Vast.Market.Truth().CallerCalls.Length;
        Assert.True(world.Vast.Verify(instance.InstanceId));
        await Eventually.IsTrueAsync("the verify is answered", () => Calls().Length == 1);
        Assert.True(world.Vast.Drop(instance.InstanceId, "too slow"));
        await Eventually.IsTrueAsync("it is gone", () => world.Ours().All(other => other.InstanceId != instance.InstanceId));

        // The instance may be gone before the market has noted the answer to the verify.
        await Eventually.IsTrueAsync("both were answered", () => Calls().Length == 2);
        Assert.All(Calls(), call => Assert.Equal(200, call.Status));

        CallerRecord[] Calls() => [.. world.Vast.Market.Truth().CallerCalls[before..].Where(call => call.InstanceId == instance.InstanceId && call.Kind is not CallKind.Pulse)];
    }

    private static Task AllVerifiedAsync(World world, MagisterProcess magister, int number) => Eventually.IsTrueAsync(
        $"{number} instances are alive and verified",
        () =>
        {
            var verified = world.Vast.Market.Truth().CallerCalls.Where(call => call is { Kind: CallKind.Verify, Succeeded: true }).Select(call => call.InstanceId).ToHashSet();
            return world.Ours().Count() == number && world.Ours().All(instance => verified.Contains(instance.InstanceId));
        },
        30,
        () => magister.Output);

    private static string SignatureIn(InstanceRecord instance) => instance.DropEndpoint![(instance.DropEndpoint!.IndexOf("?sig=", StringComparison.Ordinal) + 5)..];
}
