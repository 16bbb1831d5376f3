using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.PaperBroker;

/// <summary>Who may log in here. All of it is public: there is no money behind it. Users are numbered 1 to <see cref="Users"/>.</summary>
internal static class DemoCredentials
{
    public const int Users = 50;

    public const string KiteApiKey = "paperkitekey";
    public const string KiteApiSecret = "paperkitesecret";
    public const string KitePassword = "paper-password";

    public const string KotakConsumerKey = "paperkotakkey";
    public const string KotakConsumerSecret = "paperkotaksecret";
    public const string KotakPassword = "Paper@123";
    public const string KotakOtp = "123456";

    /// <summary><c>PAPER01</c> and so on.</summary>
    public static string KiteUserId(int user) => string.Create(CultureInfo.InvariantCulture, $"PAPER{user:00}");

    /// <summary><c>+919000000001</c> and so on.</summary>
    public static string KotakMobile(int user) => string.Create(CultureInfo.InvariantCulture, $"+9190000000{user:00}");

    /// <summary>The user of that name; null when there is none.</summary>
    public static int? Find(string? name, Func<int, string> nameOf)
        => Enumerable.Range(1, Users).Where(u => nameOf(u) == name).Select(u => (int?)u).FirstOrDefault();

    public static bool Same(string? given, string secret)
        => given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(secret));
}
