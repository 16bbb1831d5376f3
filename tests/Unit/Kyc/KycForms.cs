using System.Net.Http.Headers;
using System.Text;

namespace Monolith.Unit.Kyc;

/// <summary>The two forms as clients send them.</summary>
internal static class KycForms
{
    public const string Pan = "ABCDE1234F";
    public const string Aadhaar = "999941057058";

    public static readonly string[] IdentityFields = ["pan_number", "aadhaar_number", "address_line", "city", "state", "pincode", "document_front_url", "document_back_url"];

    public static object Identity(string pan = Pan, string front = "https://files.example.com/front.png") => new
    {
        pan_number = pan,
        aadhaar_number = Aadhaar,
        address_line = "12 MG Road",
        city = "Pune",
        state = "Maharashtra",
        pincode = "411001",
        document_front_url = front,
        document_back_url = "/uploads/back.png",
    };

    public static MultipartFormDataContent Statement(
        byte[] pdf, string name = TestPdf.Name, string account = TestPdf.Account, string ifsc = TestPdf.Ifsc, string? password = null, string fileName = "statement.pdf")
    {
        var form = new MultipartFormDataContent
        {
            { Text(name), "full_name" },
            { Text(account), "account_number" },
            { Text(ifsc), "ifsc_code" },
            { new ByteArrayContent(pdf), "bank_statement", fileName },
        };
        if (password is not null)
        {
            form.Add(Text(password), "pdf_password");
        }

        return form;
    }

    /// <summary>A body as no client writes it.</summary>
    public static ByteArrayContent Raw(string contentType, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    private static StringContent Text(string text) => new(text);
}
