namespace Samantha.Host.Doctoring;

/// <summary>How well a thing works.</summary>
internal enum DoctorVerdict
{
    Good,

    /// <summary>Something that can be done without is not there, or switched off.</summary>
    Note,

    /// <summary>A part of the program cannot work.</summary>
    Problem,
}
