using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Monolith.Unit.Kyc;

/// <summary>PDFs written by hand, the bad ones too.</summary>
internal static class TestPdf
{
    public const string Name = "Ana Maria Silva";
    public const string Account = "50100234567890";
    public const string Ifsc = "HDFC0001234";

    private const string Page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>";

    public static byte[] Statement { get; } = Of($"Account holder: {Name.ToUpperInvariant()}", $"A/C {Account}", $"IFSC {Ifsc}");

    public static byte[] Of(params string[] lines)
        => Document(Encoding.ASCII.GetBytes("BT /F1 12 Tf 72 700 Td 14 TL " + string.Concat(lines.Select(line => $"({line}) Tj T* ")) + "ET"));

    /// <summary>A megabyte at most that becomes so much to draw.</summary>
    public static byte[] Bomb(int megabytes)
    {
        var line = Encoding.ASCII.GetBytes("(" + new string('A', 1000) + ") Tj T*\n");
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write("BT /F1 1 Tf 72 700 Td 1 TL\n"u8);
            for (var written = 0L; written < megabytes * 1024L * 1024; written += line.Length)
            {
                zlib.Write(line);
            }

            zlib.Write("ET"u8);
        }

        return Document(packed.ToArray(), "/Filter/FlateDecode");
    }

    /// <summary>As many pages as are said, which look the same.</summary>
    public static byte[] Pages(int count) => Document(
        "BT /F1 12 Tf 72 700 Td (page) Tj ET"u8.ToArray(), kids: string.Concat(Enumerable.Range(6, count).Select(id => $"{id} 0 R ")), count: count,
        more: Enumerable.Repeat(Ascii(Page), count));

    /// <summary>A tree of pages that is its own branch.</summary>
    public static byte[] EndlessTree() => Document("BT ET"u8.ToArray(), kids: "2 0 R 3 0 R 2 0 R", count: int.MaxValue);

    /// <summary>A script and a program to start when it is opened.</summary>
    public static byte[] Active(string command) => Document(
        "BT /F1 12 Tf 72 700 Td (harmless) Tj ET"u8.ToArray(),
        catalog: $"/OpenAction<</S/Launch/F({command})/Win<</F({command})>>>>/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\('{command}'\\))>>]>>>>");

    public static byte[] Encrypted(string password, byte[] plain)
    {
        var folder = Directory.CreateTempSubdirectory("test-pdf");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "plain"), Path.Combine(folder.FullName, "encrypted"));
            File.WriteAllBytes(from, plain);
            using var qpdf = Process.Start(new ProcessStartInfo("qpdf", ["--encrypt", password, "owner", "256", "--", from, to]))!;
            qpdf.WaitForExit();
            return File.ReadAllBytes(to);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Document(byte[] content, string filter = "", string kids = "3 0 R", int count = 1, string catalog = "", IEnumerable<byte[]>? more = null)
    {
        byte[][] objects =
        [
            Ascii($"<</Type/Catalog/Pages 2 0 R{catalog}>>"),
            Ascii($"<</Type/Pages/Kids[{kids}]/Count {count}>>"),
            Ascii(Page),
            [.. Ascii($"<</Length {content.Length}{filter}>>stream\n"), .. content, .. "\nendstream"u8],
            Ascii("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
            .. more ?? [],
        ];
        var pdf = new MemoryStream();
        pdf.Write("%PDF-1.4\n"u8);
        var offsets = new List<long>();
        foreach (var (index, body) in objects.Index())
        {
            offsets.Add(pdf.Length);
            pdf.Write([.. Ascii($"{index + 1} 0 obj\n"), .. body, .. "\nendobj\n"u8]);
        }

        var table = pdf.Length;
        pdf.Write(Ascii($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n"));
        pdf.Write(Ascii(string.Concat(offsets.Select(o => string.Create(CultureInfo.InvariantCulture, $"{o:0000000000} 00000 n \n")))));
        pdf.Write(Ascii($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
        return pdf.ToArray();
    }

    private static byte[] Ascii(FormattableString text) => Encoding.ASCII.GetBytes(text.ToString(CultureInfo.InvariantCulture));

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
