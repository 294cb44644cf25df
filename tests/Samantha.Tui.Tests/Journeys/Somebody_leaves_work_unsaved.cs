using Samantha.Tui.App;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_leaves_work_unsaved
{
    [Fact(Timeout = 180_000)]
    public async Task The_next_start_says_so_and_marks_the_chain()
    {
        await using var services = new RealServices();
        string path = Path.Combine(services.Folder, "chains", "mine.conf");
        services.Chains.Save(path, "chain { name = \"Mine\", models = [\"samantha-mini\"], prompts = \"Hi\" }");
        new Drafts(services.Data, TimeProvider.System).Keep(DraftSubjects.Chain(path), "chain { name = \"Mine, changed\" }");
        await using Journey person = Journey.Begin(120, 40, services: services);
        person.Sees("1 chain has unsaved changes from last time").Sees("Mine *").Presses("q");
        await person.HasEnded();
    }
}
