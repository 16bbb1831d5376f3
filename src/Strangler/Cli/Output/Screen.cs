using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Monolith.Strangler.Cli.Output;

/// <summary>Writes for people at a terminal, for pipes (no colours, no wrapping) or for programs (JSON).</summary>
internal sealed class Screen
{
    // Wider than any line: in a pipe nothing is to be wrapped or cut.
    private const int PipeWidth = 10_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
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

    public static void WriteJson<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value, Json));

    public void Line(string text, string? style = null) => _console.Write(new Text(text + "\n", Style.Parse(style ?? "default")));

    /// <param name="headers">A header that begins with <c>&gt;</c> is of a column aligned to the right.</param>
    /// <param name="rows">One text per header.</param>
    public void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(_isTerminal ? TableBorder.Rounded : TableBorder.None);
        foreach (var header in headers)
        {
            var column = new TableColumn(new Text(header.TrimStart('>'))) { Alignment = header.StartsWith('>') ? Justify.Right : Justify.Left };
            table.AddColumn(_isTerminal ? column : column.NoWrap());
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        _console.Write(table);
    }
}
