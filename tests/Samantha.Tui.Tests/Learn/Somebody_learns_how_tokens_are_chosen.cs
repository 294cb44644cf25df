using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Learn;

public sealed class Somebody_learns_how_tokens_are_chosen
{
    [Fact(Timeout = 240_000)]
    public async Task In_a_finished_response_back_and_forth()
    {
        await using Journey person = Journey.Begin(160, 45);
        Start(person, "poet");
        person.Sees("[finished]").Presses("L").Sees("answered again, every token the same").Sees("Token 1 of ").Sees("rank 1");
        person.Sees("Removed by").Sees("not shown").Presses("n").Sees("Token 2 of ").Presses("n", "p", "p").Sees("Token 1 of ");
        person.Presses("F2").Sees("[Stages]").Sees("temperature").Presses("F2").Sees("[Unlikely]");
        person.Presses("F2").Sees("of 2,048");
    }

    [Fact(Timeout = 240_000)]
    public async Task Token_by_token_while_a_model_writes_and_with_other_settings_in_mind()
    {
        await using Journey person = Journey.Begin(160, 45);
        Start(person, "Endless");
        person.Sees("running").Presses("L").Sees("live").Presses("F3").Sees("[waits: F3 or Space is the next token]").Sees("Token ");
        person.Presses("F6").Sees("Hyperparameters:").Presses("Enter").Sees("What if, token ");
        person.Presses("F3").SeesNoMore("What if, token ").Presses("F5").SeesNoMore("[waits");
        await person.QuitsWhateverIsAsked();
    }

    private static void Start(Journey person, string chain) =>
        person.Sees("Poet").Presses("/").Types(chain).Presses("Enter").Sees("ready to run").Presses("Enter");
}
