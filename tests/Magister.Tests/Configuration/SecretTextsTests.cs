using Magister.Configuration;

namespace Magister.Tests.Configuration;

public sealed class SecretTextsTests
{
    [Theory]
    [InlineData("it is  two  blanks apart")]
    [InlineData("it is two \u001b[0m blanks apart")]
    [InlineData("it is two\t blanks\u200b apart")]
    [InlineData("it is plain\u200b-secret")]
    [InlineData("it is plain\u001b[31m-secret\n")]
    [InlineData("it is one\n\nblank apart")]
    public void MaskedPlain_ASecretAmongBlanksOrSequences_IsNotShown(string text) =>
        Assert.Equal("it is •••", new SecretTexts(null, "two  blanks apart", "one blank apart", "plain-secret").MaskedPlain(text));
}
