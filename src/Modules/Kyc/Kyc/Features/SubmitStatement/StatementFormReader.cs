using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Monolith.Kyc.Features.SubmitStatement;

/// <summary>Reads form 2 into memory, part by part, within limits. What is malformed is told in the words of the server that the frontend was written against.</summary>
internal static class StatementFormReader
{
    public const int MaxFileBytes = 5 * 1024 * 1024;

    /// <summary>With the other fields and what is around the parts. What is larger is answered 413 before it is read.</summary>
    public const int MaxBodyBytes = MaxFileBytes + (64 * 1024);

    private const int MaxParts = 20;
    private const int MaxFieldBytes = 4096;
    private const int MaxFileNameLength = 255;

    // RFC 2046, 5.1.1.
    private const int MaxBoundaryLength = 70;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly FormRefusal Malformed = new(StatusCodes.Status400BadRequest, "There was an error parsing the body");

    /// <exception cref="BadHttpRequestException">With status 413: a field, or the whole, is too large.</exception>
    public static async Task<(StatementInput Input, FormRefusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (BoundaryOf(request) is not { } boundary)
        {
            return (new(), new(StatusCodes.Status400BadRequest, "Missing boundary in multipart."));
        }

        var reader = new MultipartReader(boundary, request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var (input, parts) = (new StatementInput(), 0);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (++parts > MaxParts)
                {
                    return (input, new(StatusCodes.Status400BadRequest, $"Too many fields. Maximum number of fields is {MaxParts}."));
                }

                input = await WithAsync(input, section, cancellationToken);
            }
        }
        catch (Exception e) when (e is InvalidDataException or (IOException and not BadHttpRequestException) or DecoderFallbackException)
        {
            return (input, Malformed);
        }

        return (input, null);
    }

    private static string? BoundaryOf(HttpRequest request)
        => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundaryLength } boundary
            ? boundary.ToString()
            : null;

    /// <summary>The last of several fields of one name counts, as with the server that the frontend knows.</summary>
    private static async Task<StatementInput> WithAsync(StatementInput input, MultipartSection section, CancellationToken cancellationToken)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
        {
            throw new IOException("A part says nothing of what it is.");
        }

        return HeaderUtilities.RemoveQuotes(disposition.Name).Value switch
        {
            "full_name" => input with { FullName = await TextAsync() },
            "account_number" => input with { AccountNumber = await TextAsync() },
            "ifsc_code" => input with { IfscCode = await TextAsync() },
            "pdf_password" => input with { PdfPassword = await TextAsync() },
            "bank_statement" when NameOf(disposition) is { Length: > 0 and <= MaxFileNameLength } name
                => input with { BankStatement = new(name, await BytesAsync(section, MaxFileBytes, cancellationToken)) },
            _ => input,
        };

        async Task<string> TextAsync() => Utf8.GetString((await BytesAsync(section, MaxFieldBytes, cancellationToken)).Span);
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition)
        => (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value;

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(MultipartSection section, int max, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await section.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (bytes.Length + read > max)
            {
                throw new BadHttpRequestException("A field of the form is too large.", StatusCodes.Status413PayloadTooLarge);
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }
}
