namespace Samantha.Host.Studying;

/// <summary>How a study is written.</summary>
internal enum StudyForm
{
    Table,
    Csv,
    ResponsesCsv,
    Json,
}
