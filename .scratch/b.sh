cd /work/wt/health
export SAMANTHA_HOME=$PWD
date
dotnet build Samantha.Actors.sln -c Release -v quiet --nologo -clp:NoSummary -p:RunAnalyzers=true 2>&1 | sort -u | head -20
timeout 200 dotnet artifacts/bin/Samantha.Bench/release/Samantha.Bench.dll health 2>&1 | cut -c1-190
date
S="dotnet artifacts/bin/Samantha.Host/release/samantha.dll"
D=/var/tmp/health-data
timeout 100 $S run hocon/chains/out-of-circles.conf --data $D 2>&1 | cut -c1-400
timeout 60 $S replay last --verify --data $D 2>&1 | tail -5
date
T="-c Release --no-build --nologo --logger console;verbosity=normal"
dotnet test tests/Samantha.Chains.Tests $T --filter "FullyQualifiedName~Health|FullyQualifiedName~ChainJson|FullyQualifiedName~ChainFile|FullyQualifiedName~Sessions|FullyQualifiedName~Seed" 2>&1 | grep -v "^   at \|  Passed \|Stack Trace\|xUnit.net" | head -60
dotnet test tests/Samantha.Actors.Tests $T --filter "FullyQualifiedName~HealthTests|FullyQualifiedName~CommandTests" 2>&1 | grep -v "^   at \|  Passed \|Stack Trace\|xUnit.net" | head -60
dotnet test tests/Samantha.Host.Tests $T --filter "FullyQualifiedName~Out_of_circles|FullyQualifiedName~ReferenceSettings|FullyQualifiedName~Every_shipped|FullyQualifiedName~Repository" 2>&1 | grep -v "^   at \|  Passed \|Stack Trace\|xUnit.net" | head -60
dotnet test tests/Samantha.Tui.Tests $T --filter "FullyQualifiedName~Texts|FullyQualifiedName~Editor" 2>&1 | grep -v "^   at \|  Passed \|Stack Trace\|xUnit.net" | head -60
date
