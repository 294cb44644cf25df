using Samantha.Chains.ChainFiles;
using Samantha.Chains.Settings;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.Chains;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Editor;

/// <summary>Adding models and what can be done with the selected one.</summary>
public sealed partial class EditorScreen
{
    private const string ByAddress = "?url";
    private const string ByPath = "?path";

    private bool RunOnModels(string actionId)
    {
        switch (actionId)
        {
            case "editor.model-add":
                ChooseModel();
                return true;
            case "editor.model-url":
                AskForAddress();
                return true;
            case "editor.model-repeat":
                _models.Repeat();
                return true;
            case "editor.model-up" or "editor.model-down":
                _models.Move(actionId == "editor.model-up" ? -1 : 1);
                return true;
            case "editor.model-remove":
                _models.Remove();
                return true;
            case "editor.model-values":
                AskForModelValues();
                return true;
            case "editor.model-name":
                AskForModelName();
                return true;
            default:
                return false;
        }
    }

    private void ChooseModel() => Context.Jobs.StartQuiet(
        () => Context.Services.Models.Files(),
        files => new ChoiceDialog(
            Kit, T("editor.add-model"),
            [
                .. files.Select(file => new ListItem(file.Name, file.Name, Context.Texts.Bytes(file.SizeBytes))),
                new ListItem(ByAddress, T("editor.add-address"), Role: ThemeRole.Accent),
                new ListItem(ByPath, T("editor.add-path"), Role: ThemeRole.Accent),
            ],
            null,
            choice =>
            {
                switch (choice.Id)
                {
                    case ByAddress:
                        AskForAddress();
                        break;
                    case ByPath:
                        AskForModelPath();
                        break;
                    default:
                        _models.Add(choice.Id);
                        break;
                }
            }).Open());

    private void AskForAddress() => new InputDialog(
        Kit, T("editor.add-model"), T("editor.address"), "https://", address => _models.Add(address.Trim()),
        address => Uri.TryCreate(address.Trim(), UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps
            && uri.AbsolutePath.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)
                ? null
                : T("editor.address-wrong")).Open();

    private void AskForModelPath() => new InputDialog(
        Kit, T("editor.add-model"), T("editor.path"), "", path => _models.Add(path.Trim()),
        path => path.Trim().Length == 0 ? T("editor.path-needed") : null).Open();

    private void AskForModelName()
    {
        if (_models.SelectedModel is { } model)
        {
            new InputDialog(
                Kit, model.Model, T("editor.model-name"), model.Name, name => _models.Replace(model with { Name = name.Trim() }),
                name => name.Trim().Length == 0 ? T("chains.name-needed")
                    : name.Length > NameCharsMax ? T("chains.name-long")
                    : null)
                .Open();
        }
    }

    private void AskForModelValues()
    {
        if (_models.SelectedModel is { } model)
        {
            new InputDialog(
                Kit, model.Name, T("editor.model-values"), ChainWords.Overrides(model.Hyperparameters),
                text => _models.Replace(model with { Hyperparameters = ValuesOf(text).Values }),
                text => ValuesOf(text).Problem is { } problem ? Context.Texts.Said(problem) : null).Open();
        }
    }

    // As in the chain file: the same reader says what is wrong.
    private static (HyperparameterOverrides Values, string? Problem) ValuesOf(string text)
    {
        ChainFileResult read = ChainFileReader.Read(
            $"chain {{ models = [m], prompts = \"x\", hyperparameters {{ {text} }}\n}}", "", name => FileText.Failed(name, ""));
        return (read.Chain?.Hyperparameters ?? HyperparameterOverrides.None,
            read.Chain is null ? read.Diagnostics.First(found => found.IsError).Message : null);
    }
}
