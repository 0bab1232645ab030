using Magister.Configuration;

namespace Magister.Tests.Configuration;

public sealed class SettingValuesTests
{
    public static TheoryData<string> Secrets => [.. SettingKeys.All.Where(key => key.IsSecret).Select(key => key.Path)];

    [Theory]
    [MemberData(nameof(Secrets))]
    public void EachSecret_ThatIsAnotherOne_IsTold_WithoutItsValue(string path)
    {
        var key = SettingKeys.All.Single(key => key.Path == path);
        var scheme = key == SettingKeys.Journal ? "postgres" : "https";
        var (one, other) = (Values($"{scheme}://one.example/0123456789"), Values($"{scheme}://two.example/0123456789"));

        Assert.Empty(one.ChangedTo(Values($"{scheme}://one.example/0123456789")));
        var change = Assert.Single(one.ChangedTo(other));
        Assert.Equal(($"{key.TomlName} to another value", true), (change.Text, change.IsFixed));

        SettingValues Values(string secret) => Configured.Settings("", (key.Variables[0], secret)).Values;
    }

    [Fact]
    public void EachChange_IsToldFromAndTo()
    {
        var change = Assert.Single(Configured.Settings("", ("NUMBER_INSTANCES", "2")).Values.ChangedTo(Configured.Settings("", ("NUMBER_INSTANCES", "4")).Values));

        Assert.Equal(("number_instances from 2 to 4", false), (change.Text, change.IsFixed));
    }
}
