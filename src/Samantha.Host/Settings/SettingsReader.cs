using System.Globalization;
using Microsoft.Extensions.Logging;
using Samantha.Chains.Watching;
using Samantha.Engine.Client;
using Samantha.Hocon;

namespace Samantha.Host.Settings;

/// <summary>
/// Turns the two settings trees into <see cref="ProgramSettings"/>. Every key of the user's file must exist in the reference and
/// have the same shape; values are checked against their ranges with file, line and column. Reads no files.
/// </summary>
internal static class SettingsReader
{
    private const string Root = "samantha";

    public static ProgramSettings Read(HoconObject reference, HoconObject user, string referenceFolder, string userFolder)
    {
        try
        {
            RefuseChain(user);
            RefuseUnknown(user, reference, "");
            return Build(user.WithFallback(reference), user, referenceFolder, userFolder);
        }
        catch (HoconException e)
        {
            throw CommandFailure.BadInput(e.Message);
        }
    }

    private static ProgramSettings Build(HoconObject all, HoconObject user, string referenceFolder, string userFolder)
    {
        string data = Text(all, "data-folder");
        string folder = user.TryGet($"{Root}.models-folders", out _) ? userFolder : referenceFolder;
        return new ProgramSettings
        {
            DataFolder = data.Length == 0 ? null : Absolute(data, userFolder),
            ModelsFolders = [.. Texts(all, "models-folders").Select(path => Absolute(path, folder))],
            DefaultModel = Text(all, "default-model"),
            HeartbeatTimeout = Duration(all, "engine.heartbeat-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            StartTimeout = Duration(all, "engine.start-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            CancelGrace = Duration(all, "engine.cancel-grace", TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            RestartDelay = Duration(all, "engine.restart-delay", TimeSpan.Zero, TimeSpan.FromMinutes(1)),
            Watchdog = new WatchdogSettings(
                Number(all, "engine.watchdog.factor", 0, 1000),
                Floor(all, "engine.watchdog.token-floor"),
                Floor(all, "engine.watchdog.prompt-floor"),
                Floor(all, "engine.watchdog.load-floor")),
            EngineSandbox = EngineSandbox(all),
            PartialInterval = Duration(all, "journal.partial-interval", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10)),
            Python = Python(all, userFolder),
            LogLevel = Level(all, "log.level"),
            LogSizeBytesMax = Size(all, "log.size-max", 64 * 1024, 1024L * 1024 * 1024),
        };
    }

    private static void RefuseChain(HoconObject user)
    {
        if (user.TryGetMember("chain", out HoconNode? chain))
        {
            throw new HoconException(chain.Position,
                "settings of a chain do not belong into the program's settings: a chain means the same on every machine. "
                + "Write them into the chain's file, or give them as options of samantha run");
        }
    }

    private static void RefuseUnknown(HoconObject user, HoconObject reference, string path)
    {
        foreach ((string key, HoconNode value) in user.Members)
        {
            string full = path.Length == 0 ? key : $"{path}.{key}";
            if (!reference.TryGetMember(key, out HoconNode? known))
            {
                IEnumerable<string> names =
                    reference.Members.Select(member => member.Key).Where(name => path.Length > 0 || name == Root);
                throw new HoconException(
                    value.Position, $"'{full}' is not a setting; here are allowed: {string.Join(", ", names)}");
            }

            if (known.GetType() != value.GetType())
            {
                throw new HoconException(value.Position, $"'{full}' must be {known.Kind}, but {value.Kind} was found");
            }

            if (value is HoconObject child)
            {
                RefuseUnknown(child, (HoconObject)known, full);
            }
        }
    }

    private static HoconScalar Scalar(HoconObject all, string path) =>
        all.TryGet($"{Root}.{path}", out HoconNode? node) && node is HoconScalar scalar
            ? scalar
            : throw new HoconException(all.Position, $"{Root}.{path} is missing; the reference settings are damaged");

    private static string Text(HoconObject all, string path) => Scalar(all, path).Text.Trim();

    private static IEnumerable<string> Texts(HoconObject all, string path)
    {
        if (!all.TryGet($"{Root}.{path}", out HoconNode? node) || node is not HoconArray list)
        {
            yield break;
        }

        foreach (HoconNode item in list.Items)
        {
            yield return item is HoconScalar { Text.Length: > 0 } scalar
                ? scalar.Text
                : throw new HoconException(
                    item.Position, $"'{Root}.{path}' is a list of folders; each must be a text that is not empty");
        }
    }

    private static double Number(HoconObject all, string path, double min, double max)
    {
        HoconScalar scalar = Scalar(all, path);
        double value = HoconScalarReader.ReadDouble(scalar);
        return value >= min && value <= max
            ? value
            : throw new HoconException(
                scalar.Position,
                string.Create(CultureInfo.InvariantCulture, $"'{Root}.{path}' must be from {min} to {max}, not {scalar.Text}"));
    }

    private static TimeSpan Floor(HoconObject all, string path) =>
        Duration(all, path, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

    private static TimeSpan Duration(HoconObject all, string path, TimeSpan min, TimeSpan max)
    {
        HoconScalar scalar = Scalar(all, path);
        TimeSpan value = HoconScalarReader.ReadDuration(scalar);
        return value >= min && value <= max
            ? value
            : throw new HoconException(scalar.Position,
                $"'{Root}.{path}' must be from {Terminal.Amounts.Duration(min)} to {Terminal.Amounts.Duration(max)}, "
                + $"not {scalar.Text}");
    }

    private static long Size(HoconObject all, string path, long min, long max)
    {
        HoconScalar scalar = Scalar(all, path);
        long value = HoconScalarReader.ReadSizeBytes(scalar);
        return value >= min && value <= max
            ? value
            : throw new HoconException(scalar.Position,
                $"'{Root}.{path}' must be from {Terminal.Amounts.Bytes(min)} to {Terminal.Amounts.Bytes(max)}, not "
                + $"{scalar.Text}");
    }

    private static PythonSettings Python(HoconObject all, string userFolder)
    {
        string interpreter = Text(all, "python.interpreter");
        bool isPath = interpreter.AsSpan().ContainsAny('/', '\\') || interpreter.StartsWith('~');
        HoconScalar sandbox = Scalar(all, "python.sandbox");
        return new PythonSettings(
            interpreter.Length == 0 ? null : isPath ? Absolute(interpreter, userFolder) : interpreter,
            sandbox.Text switch
            {
                "auto" => false,
                "none" => true,
                _ => throw new HoconException(
                    sandbox.Position, $"'{Root}.python.sandbox' must be auto or none, not '{sandbox.Text}'"),
            },
            HoconScalarReader.ReadBool(Scalar(all, "python.warm-spare")));
    }

    private static EngineSandboxWish EngineSandbox(HoconObject all)
    {
        HoconScalar scalar = Scalar(all, "engine.sandbox");
        return scalar.Text switch
        {
            "auto" => EngineSandboxWish.Auto,
            "none" => EngineSandboxWish.None,
            "required" => EngineSandboxWish.Required,
            _ => throw new HoconException(
                scalar.Position, $"'{Root}.engine.sandbox' must be auto, none or required, not '{scalar.Text}'"),
        };
    }

    private static LogLevel Level(HoconObject all, string path)
    {
        HoconScalar scalar = Scalar(all, path);
        return scalar.Text switch
        {
            "debug" => LogLevel.Debug,
            "info" => LogLevel.Information,
            "warning" => LogLevel.Warning,
            "error" => LogLevel.Error,
            "off" => LogLevel.None,
            _ => throw new HoconException(
                scalar.Position, $"'{Root}.{path}' must be debug, info, warning, error or off, not '{scalar.Text}'"),
        };
    }

    private static string Absolute(string path, string folder)
    {
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
        {
            string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            path = Path.Combine(home, path.Length > 2 ? path[2..] : "");
        }

        return Path.GetFullPath(path, folder);
    }
}
