using Monolith.Kernel.Data;

namespace Monolith.Kyc.Data;

internal sealed class KycDbContextFactory() : ModuleDbContextFactory<KycDbContext>("kyc");
