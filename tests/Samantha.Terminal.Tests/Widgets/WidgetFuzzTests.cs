using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;
using Samantha.Terminal.Widgets.Commands;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Markdown;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Trees;

namespace Samantha.Terminal.Tests.Widgets;

/// <summary>
/// Random keys, clicks, pastes and sizes against every widget: nothing throws, and the cursor stays on the screen.
/// </summary>
public class WidgetFuzzTests
{
    private const int InputsPerWidget = 10_000;
    private const int InputsPerFrame = 20;

    private static readonly string[] Letters =
    [
        .. Enumerable.Range(32, 95).Select(code => ((char)code).ToString()),
        "日", "é", "\u0301", "👩‍👩‍👧", "🇧🇷", "\u200d", "\ud83d", "\u001b", "\u202e", "\t", "ß",
    ];

    private static readonly Dictionary<string, Func<WidgetKit, Widget>> Makers = new()
    {
        ["list"] = kit => new ListView(kit)
        {
            Items = [.. Enumerable.Range(0, 50).Select(n => new ListItem($"{n}", $"row {n} 日本", "x"))],
        },
        ["empty list"] = kit => new ListView(kit),
        ["table"] = kit => new TableView(kit, [.. Enumerable.Range(0, 9).Select(n => new TableColumn($"C{n}"))])
        {
            Items =
            [
                .. Enumerable.Range(0, 40).Select(n => TableRow.Of($"{n}", $"a{n}", new TableCell($"{n % 7}", n % 7), "日本語")),
            ],
        },
        ["empty table"] = kit => new TableView(kit),
        ["tree"] = kit => new TreeView(kit) { Roots = [.. Enumerable.Range(0, 4).Select(n => Branch($"{n}", 4))] },
        ["transcript"] = MakeTranscript,
        ["editor"] = kit => new TextArea(kit, "one\n日本 👩‍👩‍👧 two three four five six\n\n\tend")
        {
            LineNumbers = true,
            Decorations = [new TextDecoration(new TextRange(new TextPosition(0, 1), new TextPosition(9, 9)), ThemeRole.Ignored)],
            Marks = [new MarginMark(1, "!", "watch out"), new MarginMark(99, "!", "gone")],
        },
        ["code editor"] = kit => new TextArea(kit, "def f():\n    pass") { CodeKeys = true },
        ["form"] = MakeForm,
        ["charts"] = kit => new SplitPane(
            kit,
            SplitDirection.Rows,
            new SplitPart(new ProgressBar(kit) { Share = 0.3, Text = "30 %" }, Length.Fixed(1)),
            new SplitPart(new Sparkline(kit) { Values = [1, 2, double.NaN, 3] }, Length.Star()),
            new SplitPart(new BarChart(kit) { Items = [new BarItem("日本", 3), new BarItem("b", -1)] }, Length.Star())),
        ["workspace"] = MakeWorkspace,
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Random_input_never_breaks(string name)
    {
        int seed = name.Sum(letter => letter);
        var random = new Random(seed);
        var kit = new WidgetKit(services: new WidgetServices
        {
            Copy = _ => random.Next(2) == 0,
            EditExternally = (text, done) => done(random.Next(2) == 0 ? null : text + "x"),
        });
        var root = new WidgetRoot(kit, Makers[name](kit));
        var buffer = new CellBuffer(80, 24);
        for (int n = 0; n < InputsPerWidget; n++)
        {
            var input = Next(random, buffer);
            try
            {
                if (input is ResizeEvent size)
                {
                    buffer = new CellBuffer(size.Width, size.Height);
                }

                root.Handle(input);
                Disturb(random, kit, root);
                if (n % InputsPerFrame == 0)
                {
                    buffer.Clear(Theme.Dark[ThemeRole.Text]);
                    root.Draw(new Canvas(buffer, Theme.Dark, n % 2 == 0 ? Glyphs.Unicode : Glyphs.Ascii));
                }
            }
            catch (Exception problem)
            {
                throw new InvalidOperationException($"{name}, input {n}: {input} on {buffer.Width}x{buffer.Height}", problem);
            }

            if (buffer.Cursor is { } cursor)
            {
                Assert.InRange(cursor.X, 0, buffer.Width - 1);
                Assert.InRange(cursor.Y, 0, buffer.Height - 1);
            }
        }
    }

    private static TreeNode Branch(string id, int depth) => new(
        id, $"node {id}", depth == 0 ? [] : [.. Enumerable.Range(0, 3).Select(n => Branch($"{id}.{n}", depth - 1))]);

    private static TranscriptView MakeTranscript(WidgetKit kit)
    {
        var view = new TranscriptView(kit, new TranscriptLog(200));
        var markdown = new MarkdownTranscript(view.Log);
        for (int n = 0; n < 100; n++)
        {
            markdown.Append($"line {n} with **bold** 日本 `code` and more words than fit into a narrow window of the screen\n");
        }

        return view;
    }

    private static FormView MakeForm(WidgetKit kit) => new(
        kit,
        new TextField(kit, "Text", "日本 text"),
        new NumberField(kit, "Number", 1, 0, 10),
        new SwitchField(kit, "Switch"),
        new ChoiceField(kit, "Choice", [new ListItem("a", "A"), new ListItem("b", "B")]),
        new ChoiceField(kit, "No choice", []),
        new TextField(kit, new string('x', 100)));

    private static SplitPane MakeWorkspace(WidgetKit kit)
    {
        var status = new StatusLine(kit);
        status.Begin("working");
        return new SplitPane(
            kit,
            SplitDirection.Rows,
            new SplitPart(
                new SplitPane(
                    kit,
                    SplitDirection.Columns,
                    new SplitPart(new Pane(kit, "Tree", Makers["tree"](kit), 1), Length.Fixed(24), DropOrder: 1),
                    new SplitPart(
                        new TabsView(
                            kit, new TabPage("t", "Text", MakeTranscript(kit)), new TabPage("e", "Edit", Makers["editor"](kit))),
                        Length.Star(),
                        LeastCells: 30),
                    new SplitPart(new Pane(kit, "Form", MakeForm(kit), 3), Length.Fixed(30), DropOrder: 2))
                {
                    StackBelowCells = 84,
                },
                Length.Star()),
            new SplitPart(status, Length.Fixed(1)));
    }

    private static InputEvent Next(Random random, CellBuffer buffer)
    {
        var modifiers = random.Next(3) == 0 ? (KeyModifiers)random.Next(16) : KeyModifiers.None;
        return random.Next(20) switch
        {
            < 8 => new KeyEvent(Key.Character, modifiers, Letters[random.Next(Letters.Length)]),
            < 14 => new KeyEvent((Key)random.Next((int)Key.F12 + 1), modifiers, ""),
            < 18 => new MouseEvent(
                (MouseAction)random.Next(8),
                (MouseButton)random.Next(4),
                random.Next(-2, buffer.Width + 2),
                random.Next(-2, buffer.Height + 2),
                modifiers),
            18 => random.Next(10) == 0
                ? random.Next(5) == 0
                    ? new ResizeEvent(random.Next(1, 60), random.Next(1, 15))
                    : new ResizeEvent(random.Next(60, 210), random.Next(15, 70))
                : new FocusEvent(random.Next(2) == 0),
            _ => new PasteEvent(string.Join('\n', random.GetItems(Letters, random.Next(8)))),
        };
    }

    /// <summary>What a program does meanwhile: text comes, rows change, questions are asked.</summary>
    private static void Disturb(Random random, WidgetKit kit, WidgetRoot root)
    {
        foreach (var widget in random.Next(20) == 0 ? root.Content.Tree().ToList() : [])
        {
            switch (widget)
            {
                case TranscriptView view:
                    view.Log.Append(Letters[random.Next(Letters.Length)] + (random.Next(3) == 0 ? "\n" : " "));
                    break;
                case ListView list:
                    list.Items = [.. Enumerable.Range(0, random.Next(60)).Select(n => new ListItem($"{n}", $"row {n}"))];
                    break;
                case TextArea area when area.State.Document.Length > 5_000:
                    area.Text = "short again";
                    break;
                case TreeView tree:
                    tree.SetOpen($"{random.Next(4)}", random.Next(2) == 0);
                    break;
            }
        }

        if (random.Next(500) == 0)
        {
            Dialog.Confirm(kit, "Question", "Delete \"日本\"?", () => { }).Open();
        }
    }
}
