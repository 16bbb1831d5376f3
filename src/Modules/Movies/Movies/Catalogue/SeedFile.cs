using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Movies.Catalogue;

/// <summary>The films that are compiled into this assembly; see the README in the Seed folder for where they come from.</summary>
internal sealed class SeedFile
{
    private readonly byte[] _content;

    private SeedFile(byte[] content) => _content = content;

    /// <summary>SHA-256 in hexadecimal: another file, another catalogue.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));

    public static SeedFile Open()
    {
        using var resource = typeof(SeedFile).Assembly.GetManifestResourceStream("films.tsv")!;
        var content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new SeedFile(content);
    }

    public IReadOnlyList<CatalogueFilm> ReadFilms()
    {
        var rows = Encoding.UTF8.GetString(_content)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .ToList();
        var filmsOf = rows.SelectMany(DirectorsOf).CountBy(director => director, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. rows.Select(row => FilmOf(row, popularity: DirectorsOf(row).Select(director => filmsOf[director]).DefaultIfEmpty(1).Max()))];
    }

    private static CatalogueFilm FilmOf(string[] row, int popularity) => new(
        Id: int.Parse(row[0], CultureInfo.InvariantCulture),
        Title: row[1],
        OriginalTitle: row[2].Length > 0 ? row[2] : row[1],
        OriginalLanguage: row[3].Length > 0 ? row[3] : "en",
        Year: short.Parse(row[4], CultureInfo.InvariantCulture),
        Runtime: short.Parse(row[5], CultureInfo.InvariantCulture),
        GenreIds: [.. row[6].Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture))],
        Directors: DirectorsOf(row),
        Popularity: popularity);

    private static string[] DirectorsOf(string[] row) => row[7].Split('|', StringSplitOptions.RemoveEmptyEntries);
}
