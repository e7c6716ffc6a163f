namespace UnityEngine
{
    public class Component : Object
    {
        public GameObject gameObject { get; internal set; }

        public Transform transform => gameObject.transform;

        public T GetComponent<T>() => gameObject.GetComponent<T>();

        internal override void End()
        {
            Destroyed = true;
            gameObject.Remove(this);
        }
    }
}
