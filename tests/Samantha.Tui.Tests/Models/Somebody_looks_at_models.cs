using System.Net;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Models;

public sealed class Somebody_looks_at_models
{
    private const string Model = "samantha-mini-q8_0";

    [Fact(Timeout = 180_000)]
    public async Task What_a_file_is_and_whether_its_template_works()
    {
        await using Journey person = AtModels();
        person.Sees("[Facts]").Sees("llama, Q8_0").Sees("2.5 M parameters").Sees("1,024 tokens of context: about");
        person.Sees("Not tried yet").Presses("t").Sees("Works: a short dialogue takes ");
        person.Presses("F2").Sees("[Metadata]").Sees("general.architecture");
    }

    [Fact(Timeout = 180_000)]
    public async Task The_vocabulary_comes_by_the_page_and_can_be_searched()
    {
        await using Journey person = AtModels();
        person.Presses("F2", "F2").Sees("[Vocabulary]").Sees("1 to 200 of 2,048").Presses("F8").Sees("201 to 400 of 2,048");
        person.Presses("F7").Sees("1 to 200 of 2,048").Types("love").Sees("' glove'").Sees("1 to 2 of 2 matching, 2,048 in all");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_typed_text_is_split_and_special_tokens_are_read_on_demand()
    {
        await using Journey person = AtModels();
        person.Presses("F2", "F2", "F2").Sees("[Tokenizer]").Types("<|im_end|>");
        person.Sees("'im'").Clicks("[ ] off").Sees("1 token").Sees("control").SeesNoMore("'im'");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_file_that_is_no_model_is_named_with_its_problem()
    {
        await using var services = new RealServices();
        Directory.CreateDirectory(services.Data.ModelsFolder);
        await File.WriteAllTextAsync(Path.Combine(services.Data.ModelsFolder, "broken.gguf"), "this is no model");
        await using Journey person = Journey.Begin(120, 40, services: services);
        person.Sees("Bar chart").Presses("Alt+5").Sees(Model).Presses("/").Types("broken").Presses("Enter").Sees("! broken")
            .Sees("This file cannot be used");
    }

    [Fact(Timeout = 240_000)]
    public async Task The_model_of_a_finished_session_is_unloaded()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("/").Types("poet").Presses("Enter").Sees("ready to run").Presses("Enter");
        person.Sees("[finished]").Presses("Alt+5").Sees("In memory: samantha-mini").Presses("u")
            .Sees("The model is unloaded").Sees("In memory: no model");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_model_is_downloaded_by_its_address()
    {
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(Places.Home, "models", Model + ".gguf"));
        await using var server = new OneFileServer("/fetched.gguf", file);
        await using Journey person = AtModels();
        person.Presses("d").Sees("Address of a .gguf file").Types("nonsense").Presses("Enter").Sees("! ");
        person.Presses("Escape", "d").Sees("Address of a .gguf file").Presses("Ctrl+U").Types(server.Address);
        person.Presses("Enter").Sees("Downloaded: ");
        string there = Assert.Single(Directory.GetFiles(
            person.Services.Data.ModelsFolder, "*.gguf", SearchOption.AllDirectories));
        Assert.Equal(file.Length, new FileInfo(there).Length);
    }

    [Fact(Timeout = 180_000)]
    public async Task On_the_smallest_screen_in_Portuguese_both_parts_have_room()
    {
        await using Journey person = Journey.Begin(60, 15, new Ports.UiSettings { Language = "pt-BR" });
        person.Sees("Bar chart").Presses("Alt+5").Sees(Model).Sees("[Fatos]").Presses("Tab", "+").Sees("llama, ");
    }

    private static Journey AtModels()
    {
        Journey person = Journey.Begin(120, 40);
        return person.Sees("Bar chart").Presses("Alt+5").Sees(Model).Presses("/").Types("q8_0").Presses("Enter").SeesNoMore("mini-f16");
    }

    /// <summary>Serves one file on the loopback, in one go, with ranges left out.</summary>
    private sealed class OneFileServer : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _serving;

        public OneFileServer(string path, byte[] file)
        {
            var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            int port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            Address = $"http://127.0.0.1:{port}{path}";
            _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            _listener.Start();
            _serving = ServeAsync(file);
        }

        public string Address { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
        }

        private async Task ServeAsync(byte[] file)
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await _listener.GetContextAsync();
                    context.Response.ContentLength64 = file.Length;
                    await context.Response.OutputStream.WriteAsync(file);
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
