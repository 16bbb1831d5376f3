using Monolith.Broker.Apis.Kotak;
using Monolith.Broker.Apis.Zerodha;
using Monolith.Broker.Domain;

namespace Monolith.Broker.Apis;

/// <summary>The brokers by their kind.</summary>
internal sealed class BrokerApis(IKotakApi kotak, IZerodhaApi zerodha)
{
    public IBrokerApi this[BrokerKind kind] => kind == BrokerKind.Kotak ? kotak : zerodha;
}
