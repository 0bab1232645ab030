using System.Net;
using Magister.Access;

namespace Magister.Tests.Access;

public sealed class GuessLimitTests
{
    [Fact]
    public void Guesses_TenAtOnce_AndThenNoneForSeconds()
    {
        using var limit = new GuessLimit();
        var address = IPAddress.Parse("203.0.113.7");
        for (var guess = 0; guess < GuessLimit.MaxAtOnce; guess++) Assert.Null(limit.Take(address));
        Assert.InRange(limit.Take(address)!.Value, TimeSpan.FromSeconds(1), GuessLimit.Regain);
    }

    [Fact]
    public void Addresses_HaveOneOfFewPlaces_AndANetworkOfIPv6HasOne()
    {
        var places = Enumerable.Range(0, 200_000).Select(number => GuessLimit.PlaceOf(new IPAddress(number))).ToHashSet();
        Assert.InRange(places.Count, 3000, 4096);
        Assert.Equal(
            GuessLimit.PlaceOf(IPAddress.Parse("2001:db8:1:2::1")), GuessLimit.PlaceOf(IPAddress.Parse("2001:db8:1:2:ffff:ffff:ffff:ffff")));
        Assert.Equal(GuessLimit.PlaceOf(IPAddress.Parse("203.0.113.7")), GuessLimit.PlaceOf(IPAddress.Parse("::ffff:203.0.113.7")));
    }
}
