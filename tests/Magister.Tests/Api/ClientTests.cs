using System.Text.Json;
using Magister.Tests.Cli;
using Magister.Tests.Configuration;
using Magister.Tests.EndToEnd;

namespace Magister.Tests.Api;

/// <summary>The API as others use it: its description passes a linter, and the TypeScript client made from it compiles and runs.</summary>
public sealed class ClientTests
{
    private const string Token = "an-operators-token-4711";

    [NodeFact]
    public async Task Description_PassesTheLinter_AndMakesAClientThatCompilesAndRuns()
    {
        await using var world = await World.CreateAsync();
        var magister = await world.StartAsync(1, ("OPERATOR_TOKEN", Token));
        var wall = (await world.RunAsync("token add wall --role read")).Out.Trim();
        magister.Http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        await world.SettlesAsync(magister, 1);

        using var project = NodeProject.Copy(Path.GetDirectoryName(RepositoryRoot.PathOf("tests/Magister.Tests/Api/client/package.json"))!);
        await project.RunAsync("npm", "ci", "--prefer-offline");
        await File.WriteAllTextAsync(Path.Combine(project.Folder, "openapi.json"), await magister.Http.GetStringAsync("openapi/v1.json"));
        foreach (var script in new[] { "lint", "generate", "compile" }) await project.RunAsync("npm", "run", "--silent", script);
        var said = JsonDocument.Parse(await project.RunAsync("node", "out/client.js", world.Address, Token, wall)).RootElement;

        Assert.Equal(1, said.GetProperty("alive").GetInt32());
        Assert.Equal((2, "barred", true), (said.GetProperty("wanted").GetInt32(), said.GetProperty("judgement").GetString(), said.GetProperty("said").GetBoolean()));
        Assert.Equal(["operator", "operator", "operator"], said.GetProperty("who").EnumerateArray().Select(who => who.GetString()));
        Assert.Equal(JsonValueKind.Number, said.GetProperty("costs").ValueKind);
        Assert.Equal("[403,\"This token may only read\"]", said.GetProperty("forbidden").GetRawText());
        Assert.Equal("[401,401]", said.GetProperty("wrong").GetRawText());
        Assert.Equal(400, said.GetProperty("odd")[0].GetInt32());
    }
}
