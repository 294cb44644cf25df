using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace Samantha.Sandbox.Processes;

/// <summary>
/// Starts every child process of the program, on one thread that lives as long as the program: a child that asks to die with its
/// parent dies with the thread that started it. It gives children three pipes, the environment they are told, and nothing else;
/// only the person's own editor gets the terminal.
/// </summary>
public static class ChildLauncher
{
    private static readonly BlockingCollection<Action> Orders = [];
    private static readonly Lazy<Thread> Launcher = new(StartThread);

    /// <exception cref="ChildStartException">The file does not exist or may not be run.</exception>
    public static ChildProcess Start(ChildCommand command)
    {
        _ = Launcher.Value;
        TaskCompletionSource<ChildProcess> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Orders.Add(() =>
        {
            try
            {
                started.SetResult(new ChildProcess(StartNow(command)));
            }
            catch (Exception problem)
            {
                started.SetException(problem);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Runs a program that the person at the terminal works with (an editor): it has the terminal and this process's environment,
    /// and the caller waits until it ends.
    /// </summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ChildStartException">The file does not exist or may not be run.</exception>
    public static int RunOnTerminal(string fileName, IEnumerable<string> arguments)
    {
        InheritedHandles.CloseOnStart();
        try
        {
            using Process program = Process.Start(new ProcessStartInfo(fileName, arguments) { UseShellExecute = false })
                ?? throw new ChildStartException($"{fileName} did not start", null);
            program.WaitForExit();
            return program.ExitCode;
        }
        catch (Win32Exception problem)
        {
            throw new ChildStartException(problem.Message, problem);
        }
    }

    private static Process StartNow(ChildCommand command)
    {
        ProcessStartInfo start = new(command.FileName)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = command.WorkingFolder ?? string.Empty,
        };
        foreach (string argument in command.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach ((string name, string value) in command.Environment)
        {
            start.Environment[name] = value;
        }

        InheritedHandles.CloseOnStart();
        try
        {
            return Process.Start(start) ?? throw new ChildStartException($"{command.FileName} did not start", null);
        }
        catch (Exception problem) when (problem is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            throw new ChildStartException(problem.Message, problem);
        }
    }

    private static Thread StartThread()
    {
        Thread thread = new(Serve) { IsBackground = true, Name = "child launcher" };
        thread.Start();
        return thread;
    }

    private static void Serve()
    {
        foreach (Action order in Orders.GetConsumingEnumerable())
        {
            order();
        }
    }
}
