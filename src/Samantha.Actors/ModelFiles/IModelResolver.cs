namespace Samantha.Actors.ModelFiles;

/// <summary>Turns what the user wrote into one file.</summary>
public interface IModelResolver
{
    /// <inheritdoc cref="ModelResolver.Resolve"/>
    ResolvedModel Resolve(string reference, string? baseFolder = null);
}
