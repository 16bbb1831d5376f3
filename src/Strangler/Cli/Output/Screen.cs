using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Writes for people at a terminal, for pipes (no colours, no wrapping) or for programs (JSON).</summary>
internal sealed class Screen
{
    // Wider than any line: in a pipe nothing is to be wrapped or cut.
    private const int PipeWidth = 10_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private readonly IAnsiConsole _console;
    private readonly bool _isTerminal = !Console.IsOutputRedirected;

    public Screen()
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = _isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!_isTerminal)
        {
            _console.Profile.Width = PipeWidth;
        }
    }

    public static void WriteJson<T>(T value) => Console.WriteLine(Json(value));

    public static string Json<T>(T value) => JsonSerializer.Serialize(value, Options);

    public void Line(string text, string? style = null) => _console.Write(new Text(text + "\n", Style.Parse(style ?? "default")));

    /// <param name="headers">A header that begins with <c>&gt;</c> is of a column aligned to the right.</param>
    /// <param name="rows">One text per header.</param>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
        => _console.Write(Render(headers, rows.Select(row => row.Select(text => new Styled(text)))));

    public void Show(Frame frame) => _console.Write(Render(frame));

    /// <summary>Shows a frame in the place of the one before; where that cannot be, each below the other.</summary>
    /// <param name="first">To begin with.</param>
    /// <param name="next">Waits, and gives the frame after the one it gets. Ends the show by null, or by what it throws.</param>
    public async Task ShowLiveAsync(Frame first, Func<Frame, Task<Frame?>> next)
    {
        if (_isTerminal)
        {
            await _console.Live(Render(first)).StartAsync(async live =>
            {
                for (var frame = first; frame is not null; frame = await next(frame))
                {
                    live.UpdateTarget(Render(frame));
                }
            });
            return;
        }

        for (var frame = first; frame is not null; frame = await next(frame))
        {
            Show(frame);
        }
    }

    private static Text Render(Styled styled) => new(styled.Text, Style.Parse(styled.Style ?? "default"));

    private Rows Render(Frame frame)
        => new([Render(frame.Headers, frame.Rows), .. frame.Lines.Select(Render), .. _isTerminal ? Array.Empty<Text>() : [new Text("\n")]]);

    private Table Render(IReadOnlyList<string> headers, IEnumerable<IEnumerable<Styled>> rows)
    {
        var table = new Table().Border(_isTerminal ? TableBorder.Rounded : TableBorder.None);
        foreach (var header in headers)
        {
            var column = new TableColumn(new Text(header.TrimStart('>'))) { Alignment = header.StartsWith('>') ? Justify.Right : Justify.Left };
            table.AddColumn(_isTerminal ? column : column.NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(Render));
        }

        return table;
    }
}
