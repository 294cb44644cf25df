using Samantha.Actors.Models;

namespace Samantha.Actors.Tests.Models;

public class CrashRecordTests
{
    private static readonly ModelFileIdentity s_file =
        new("/models/a.gguf", 1000, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    [Fact]
    public void A_file_is_quarantined_by_its_second_crash_in_a_row()
    {
        CrashRecord once = CrashRecord.Empty.AfterCrash(s_file);

        Assert.False(once.IsQuarantined(s_file));
        Assert.True(once.AfterCrash(s_file).IsQuarantined(s_file));
    }

    [Fact]
    public void A_completed_job_in_between_forgives_a_crash()
    {
        CrashRecord record = CrashRecord.Empty.AfterCrash(s_file).AfterSuccess(s_file).AfterCrash(s_file);

        Assert.False(record.IsQuarantined(s_file));
    }

    [Fact]
    public void A_changed_file_is_another_file()
    {
        CrashRecord record = CrashRecord.Empty.AfterCrash(s_file).AfterCrash(s_file);

        Assert.False(record.IsQuarantined(s_file with { SizeBytes = 1001 }));
        Assert.True(record.IsQuarantined(s_file));
    }
}
