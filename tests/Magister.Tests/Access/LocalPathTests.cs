using Magister.Access;

namespace Magister.Tests.Access;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/status?all=1&x=%2F#there", "/status?all=1&x=%2F#there")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    [InlineData("status", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("/\r\nSet-Cookie: a=b", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public void Next_IsAPathOfThisServerOrTheHomePage(string? given, string expected) => Assert.Equal(expected, LocalPath.OrHome(given));
}
