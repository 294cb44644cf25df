using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Resuming;

/// <summary>
/// Finds what was changed since a session began: its chain file, the files of its models. A model's content is hashed only when
/// the file's size and time of change are not those of a hash that is remembered. What only a load can show, the template that
/// this version uses, the session finds itself.
/// </summary>
public sealed class ResumeCheck(
    DataFolder data, IModelResolver resolver, IModelHashes hashes, Func<ChainSource, ChainReading> read)
{
    /// <summary>Empty for a session that is not there or cannot be read: resuming it tells why.</summary>
    public async Task<ResumeDifferences> FindAsync(SessionId session, CancellationToken ct)
    {
        SessionFacts? facts;
        ChainDefinition? chain;
        try
        {
            facts = SessionFacts.Read(data.SessionFolder(session));
            chain = facts?.Chain();
        }
        catch (Exception e) when (e is JournalException or FormatException)
        {
            return ResumeDifferences.None;
        }

        if (facts is null || chain is null)
        {
            return ResumeDifferences.None;
        }

        ImmutableArray<string> models = await ModelsAsync(facts, chain, ct).ConfigureAwait(false);
        return new ResumeDifferences(OfChain(facts, chain), models, facts.Source?.Path);
    }

    /// <summary>The refusal of a resumption on these terms; null when it may go on.</summary>
    public static StartAnswer? Refusal(SessionId session, ResumeDifferences found, ResumeTerms terms)
    {
        if (!found.Models.IsEmpty)
        {
            return new StartAnswer(
                session, false, $"session {session} cannot go on as it is, because a model is not what it was: "
                    + string.Join("; ", found.Models), StartProblem.Changed)
            {
                Advice = $"Put the file back and resume, or go on as a new session that says so: samantha resume {session} --branch",
            };
        }

        return found.Chain.IsEmpty || terms == ResumeTerms.AsRecorded ? null : new StartAnswer(
            session, false, $"the chain file {found.ChainPath} was changed since session {session} began: "
                + string.Join("; ", found.Chain), StartProblem.Changed)
        {
            Advice = $"samantha resume {session} --as-recorded goes on with the chain of then; "
                + $"samantha resume {session} --branch goes on with that of now, as a new session that says so.",
        };
    }

    private ImmutableArray<string> OfChain(SessionFacts facts, ChainDefinition chain)
    {
        if (facts.Source is not { } source)
        {
            return [];
        }

        ChainReading now = read(source);
        if (now.IsGone)
        {
            return [];
        }

        if (now.Chain is not { } changed)
        {
            return [$"it cannot be used any more: {now.Problem}"];
        }

        ChainDefinition then = source.Chain is { } alone ? ChainJson.Deserialize(alone) : chain;
        return ChainDifference.Describe(then, changed);
    }

    private async Task<ImmutableArray<string>> ModelsAsync(SessionFacts facts, ChainDefinition chain, CancellationToken ct)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (ModelIdentity known in facts.Models.Known.Values.OrderBy(model => model.Model, StringComparer.Ordinal))
        {
            if (chain.Models.FirstOrDefault(entry => entry.Name == known.Model) is { } entry
                && await DifferenceAsync(entry, known, ct).ConfigureAwait(false) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines.ToImmutable();
    }

    // A file that is missing or cannot be read is no other file: the step says what is wrong with it.
    private async Task<string?> DifferenceAsync(ModelEntry entry, ModelIdentity known, CancellationToken ct)
    {
        try
        {
            ResolvedModel file = resolver.Resolve(entry.Model);
            ModelFileIdentity now = ModelFileIdentity.Of(file.Path);
            if (file.NeedsDownload || now.SizeBytes < 0)
            {
                return null;
            }

            if (known.Sha256 is not null)
            {
                return known.DifferenceFrom((await hashes.HashAsync(file.Path, ct).ConfigureAwait(false)).Sha256);
            }

            return known.FileChangedUtc is { } then && then.UtcDateTime != now.ChangedUtc
                ? string.Create(CultureInfo.InvariantCulture,
                    $"the file of {known.Model} was written anew: {then.UtcDateTime:u} -> {now.ChangedUtc:u}, and the session ended "
                    + $"before its content was recorded ({file.Path})")
                : null;
        }
        catch (Exception e) when (e is ModelNotFoundException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
