using System.Text.Encodings.Web;

namespace Magister.Access;

/// <summary>The login page: no script, nothing loaded from elsewhere.</summary>
internal static class LoginPage
{
    public const string Style = """
        :root { color-scheme: light dark; --back: #f6f7f9; --card: #fff; --line: #d4d8de; --ink: #1a1f27; --soft: #566070; --bad: #b3261e; --act: #1f5fbf; --on: #fff }
        @media (prefers-color-scheme: dark) {
          :root { --back: #12151a; --card: #1b2027; --line: #39414c; --ink: #e6e9ee; --soft: #a3adba; --bad: #ff8a80; --act: #8ab4f8; --on: #10141a }
        }
        * { box-sizing: border-box }
        body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--back); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
        main { width: 100%; max-width: 24rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem }
        h1 { margin: 0 0 .75rem; font-size: 1.25rem }
        label { display: block; margin-bottom: .25rem }
        input, button { width: 100%; padding: .5rem .75rem; font: inherit; border: 1px solid var(--line); border-radius: .375rem }
        input { background: var(--back); color: inherit }
        button { margin-top: 1rem; background: var(--act); border-color: var(--act); color: var(--on); cursor: pointer }
        :focus-visible { outline: 2px solid var(--act); outline-offset: 2px }
        p { margin: .75rem 0 0; color: var(--soft) }
        .bad { margin: 0 0 .75rem; color: var(--bad) }
        code { overflow-wrap: anywhere }

        """;

    public static string WithoutToken { get; } = Page("""
        <h1>Magister</h1>
        <p>This Magister has no operator token, so there is nothing to log in with: anyone who can reach it may look, and anyone on its own machine may control it, through localhost.</p>
        <p>Set <code>operator_token</code> (<code>OPERATOR_TOKEN</code>), or create a named token with <code>magister token add</code>, to change that.</p>
        """);

    /// <param name="next">Where to go afterwards.</param>
    /// <param name="trouble">What was wrong with the last attempt; null at the first.</param>
    public static string Form(string next, string? trouble) => Page($"""
        <h1>Magister</h1>
        {(trouble is null ? "" : $"<p class=\"bad\" role=\"alert\">{HtmlEncoder.Default.Encode(trouble)}</p>")}
        <form method="post" action="/login">
        <input type="hidden" name="next" value="{HtmlEncoder.Default.Encode(next)}">
        <label for="token">Token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button type="submit">Log in</button>
        </form>
        """);

    private static string Page(string content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Magister: log in</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/login.css">
        </head>
        <body>
        <main>
        {content}
        </main>
        </body>
        </html>

        """;
}
