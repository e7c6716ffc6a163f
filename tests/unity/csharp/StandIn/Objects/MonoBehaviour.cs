using UnityEngine.Engine;

namespace UnityEngine
{
    public class MonoBehaviour : Behaviour
    {
        internal Life Life { get; set; }

        internal override void End()
        {
            Loop.Ended(this);
            base.End();
        }
    }
}
