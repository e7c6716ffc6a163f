namespace UnityEngine
{
    public enum ScaleMode
    {
        StretchToFill = 0,
    }
}
