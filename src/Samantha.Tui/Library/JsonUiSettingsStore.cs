using System.Collections.Immutable;
using System.Text.Json;
using Samantha.Actors.Storage;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>Keeps the settings of the interface in one small JSON file. A damaged file is told about and left as it is.</summary>
public sealed class JsonUiSettingsStore(string path) : IUiSettingsStore
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        WriteIndented = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public UiSettingsRead Load()
    {
        if (!File.Exists(path))
        {
            return new UiSettingsRead(UiSettings.Default, null);
        }

        try
        {
            UiSettings? read = JsonSerializer.Deserialize<UiSettings>(File.ReadAllText(path), s_options);
            return new UiSettingsRead(Repaired(read ?? UiSettings.Default), null);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return new UiSettingsRead(
                UiSettings.Default, $"The settings in {path} cannot be read, so defaults hold: {e.Message}");
        }
    }

    public void Save(UiSettings settings)
    {
        try
        {
            PrivateFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, JsonSerializer.Serialize(settings, s_options));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"The settings cannot be written to {path}: {e.Message}", e);
        }
    }

    // A file written by hand may say null where the program never does.
    private static UiSettings Repaired(UiSettings read) => read with
    {
        Language = read.Language ?? "",
        Theme = read.Theme ?? UiSettings.Default.Theme,
        FramesPerSecond = Math.Clamp(read.FramesPerSecond, 0, 120),
        Keys = read.Keys ?? ImmutableDictionary<string, ImmutableArray<string>>.Empty,
    };
}
