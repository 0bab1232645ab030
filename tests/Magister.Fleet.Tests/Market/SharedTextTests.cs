using Magister.Fleet.Market;

namespace Magister.Fleet.Tests.Market;

/// <summary>Repeated texts are in memory once, and the cache for that does not grow.</summary>
public sealed class SharedTextTests
{
    [Fact]
    public void Text_ThatWasThereBefore_IsTheSameObject() => Assert.Same(SharedText.Of("RTX 4090 Laptop".AsSpan()), SharedText.Of(string.Concat("RTX 4090", " Laptop")));

    [Theory]
    [InlineData(0)]
    [InlineData(SharedText.MaxLength)]
    [InlineData(SharedText.MaxLength + 1)]
    public void Text_OfAnyLength_SaysTheSame(int length)
    {
        var text = new string('ß', length);
        Assert.Equal((text, text), (SharedText.Of(text), SharedText.Of(text.AsSpan())));
    }

    [Fact]
    public void Texts_ThatNeverRepeat_AreForgotten()
    {
        var first = Remember("the first of all");
        for (var number = 0; number < 100_000; number++) SharedText.Of($"never again {number}");
        GC.Collect();
        Assert.False(first.IsAlive);
    }

    private static WeakReference Remember(string text) => new(SharedText.Of(string.Concat(text, "!")));
}
