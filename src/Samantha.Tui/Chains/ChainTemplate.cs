namespace Samantha.Tui.Chains;

/// <summary>The text of a chain that was just made: small, and it runs as it is.</summary>
public static class ChainTemplate
{
    public static string Text(string name) => $$"""
        chain {
          name = {{Quoted(name)}}
          models = ["samantha-mini"]
          prompts = {{"\"\"\""}}
            Who are you?
            $$$
          {{"\"\"\""}}
          loops = 1
          responses = 1
          feedback-loop = off
          hyperparameters { temperature = 0, max_tokens = 200 }
        }

        """;

    private static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
