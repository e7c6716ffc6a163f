namespace Tetrascope.Client
{
    /// <summary>The whole pools of two networks, with the pictures of their copies.</summary>
    internal sealed class PoolPair
    {
        public PoolPair(Protocol.Pool a, Protocol.Pool b)
        {
            (PoolOfA, PoolOfB) = (a, b);
            A = new CopyTextures(a.Image, a.FillImage);
            B = new CopyTextures(b.Image, b.FillImage);
        }

        public Protocol.Pool PoolOfA { get; }

        public Protocol.Pool PoolOfB { get; }

        public CopyTextures A { get; }

        public CopyTextures B { get; }

        public void Dispose()
        {
            A.Dispose();
            B.Dispose();
        }
    }
}
